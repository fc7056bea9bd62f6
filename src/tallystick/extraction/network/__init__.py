"""The network that reads figures and events: what it is given, what it says, and how that is decoded."""
