"""The network that reads numbers, computed with numpy alone: a picture of a cell → a score per character and place.

A small convolutional network with connectionist temporal classification (Graves et al., 2006; the convolutional part as
in Shi et al., 2015, without the recurrent layers). Trained by training/numerals on invented cells only.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

HEIGHT = 32
"""Pixels of a line's picture from top to bottom."""
STEP = 4
"""Pixels along the line that one output stands for."""
CHANNELS = (16, 32, 48, 64)
STRIDES = ((2, 2), (2, 2), (2, 1), (2, 1))
LINE_WIDTH, LINE_BLOCKS, REACH = 96, 2, 5

Arrays = Mapping[str, np.ndarray]


def log_probabilities(ink: np.ndarray, arrays: Arrays) -> np.ndarray:
    """`ink` (HEIGHT, width), 1 on paper 0, float32, width a multiple of STEP → (width / STEP, characters + 1)."""
    x = ink[None].astype(np.float32)
    for number, stride in enumerate(STRIDES):
        x = _convolved(x, arrays[f"stage{number}.w"], arrays[f"stage{number}.b"], stride)
    y = _relu(arrays["join.w"] @ x.reshape(-1, x.shape[2]) + arrays["join.b"][:, None])
    for number in range(LINE_BLOCKS):
        y = y + _relu(_along(y, arrays[f"along{number}.w"], arrays[f"along{number}.b"]))
    scores = (arrays["head.w"] @ y + arrays["head.b"][:, None]).T
    scores -= scores.max(axis=1, keepdims=True)
    return scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))


def _relu(x: np.ndarray) -> np.ndarray:
    return np.maximum(x, 0.0, out=x)


def _convolved(x: np.ndarray, weight: np.ndarray, bias: np.ndarray, stride: tuple[int, int]) -> np.ndarray:
    """3 by 3 convolution, padding 1, then ReLU. `x` is (channels, height, width)."""
    channels, height, width = x.shape
    padded = np.pad(x, ((0, 0), (1, 1), (1, 1)))
    down, right = stride
    rows, columns = (height - 1) // down + 1, (width - 1) // right + 1
    patches = np.empty((channels, 3, 3, rows, columns), np.float32)
    for i in range(3):
        for j in range(3):
            patches[:, i, j] = padded[:, i : i + height : down, j : j + width : right]
    out = weight.reshape(len(weight), -1) @ patches.reshape(channels * 9, -1)
    return _relu(out + bias[:, None]).reshape(len(weight), rows, columns)


def _along(y: np.ndarray, weight: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """Convolution of width REACH along the line. `y` is (channels, width)."""
    width = y.shape[1]
    side = REACH // 2
    padded = np.pad(y, ((0, 0), (side, side)))
    patches = np.stack([padded[:, place : place + width] for place in range(REACH)], axis=1)
    return weight.reshape(len(weight), -1) @ patches.reshape(-1, width) + bias[:, None]
