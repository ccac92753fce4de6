"""Training, stage by stage: motion tokeniser, the two transformers, length estimator."""
