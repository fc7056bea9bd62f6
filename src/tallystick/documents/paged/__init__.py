"""Reading PDF: the lines on its pages, the order to read them in, what repeats around the text, and its paragraphs."""
