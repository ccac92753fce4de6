"""Model folders back to networks: what :mod:`export_onnx.model_folder` wrote, to train on."""
