"""Gold to model: examples, the network, fitting, evaluation by held-back documents, export. Needs the extra `train`."""
