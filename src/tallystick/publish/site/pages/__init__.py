"""The pages: a module each, with `pages(content)`, which yields the files it makes."""
