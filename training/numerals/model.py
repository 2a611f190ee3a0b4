"""The network as it is trained; `export` folds it into the arrays that qa_cchc/reading/ocr/network.py computes with."""

from __future__ import annotations

import numpy as np
import torch
from torch import nn

from qa_cchc.reading.ocr.digits import ALPHABET
from qa_cchc.reading.ocr.network import CHANNELS, LINE_BLOCKS, LINE_WIDTH, REACH, STRIDES


class NumeralNetwork(nn.Module):
    """Pictures (batch, 1, HEIGHT, width), ink 1 on paper 0 → log-probabilities (width / 4, batch, characters + 1)."""

    def __init__(self) -> None:
        super().__init__()
        inputs = (1, *CHANNELS)
        self.stages = nn.ModuleList(
            nn.Sequential(nn.Conv2d(a, b, 3, stride, 1, bias=False), nn.BatchNorm2d(b))
            for a, b, stride in zip(inputs, CHANNELS, STRIDES, strict=False)
        )
        self.join = nn.Sequential(nn.Conv1d(CHANNELS[-1] * 2, LINE_WIDTH, 1, bias=False), nn.BatchNorm1d(LINE_WIDTH))
        self.along = nn.ModuleList(
            nn.Sequential(
                nn.Conv1d(LINE_WIDTH, LINE_WIDTH, REACH, 1, REACH // 2, bias=False), nn.BatchNorm1d(LINE_WIDTH)
            )
            for _ in range(LINE_BLOCKS)
        )
        self.drop = nn.Dropout(0.1)
        self.head = nn.Conv1d(LINE_WIDTH, len(ALPHABET) + 1, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for stage in self.stages:
            x = torch.relu(stage(x))
        y = torch.relu(self.join(x.flatten(1, 2)))
        for block in self.along:
            y = y + torch.relu(block(y))
        return self.head(self.drop(y)).permute(2, 0, 1).float().log_softmax(-1)


def _folded(layer: nn.Sequential) -> tuple[np.ndarray, np.ndarray]:
    weight, norm = layer[0].weight, layer[1]
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    folded = weight * scale.reshape(-1, *[1] * (weight.dim() - 1))
    return folded.numpy(), (norm.bias - norm.running_mean * scale).numpy()


@torch.no_grad()
def export(model: NumeralNetwork) -> dict[str, np.ndarray]:
    """Arrays by name, batch norms folded in, float16."""
    model = model.float().cpu().eval()
    layers = {f"stage{number}": _folded(stage) for number, stage in enumerate(model.stages)}
    layers |= {f"along{number}": _folded(block) for number, block in enumerate(model.along)}
    weight, bias = _folded(model.join)
    layers["join"] = weight[:, :, 0], bias
    layers["head"] = model.head.weight[:, :, 0].numpy(), model.head.bias.numpy()
    return {
        f"{name}.{part}": array.astype(np.float16)
        for name, pair in layers.items()
        for part, array in zip("wb", pair, strict=True)
    }
