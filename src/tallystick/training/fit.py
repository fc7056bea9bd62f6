"""Fitting the network to examples: deterministic for a seed on one machine."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from tallystick.extraction.network.tensors import POINTERS, collate
from tallystick.training.examples import Example, answers
from tallystick.training.network import FROZEN, HIDDEN, Network, load_base


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen by cross-validation over the annotated documents."""

    epochs: int = 7
    batch: int = 6
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    weight_decay: float = 0.01
    dropout: float = 0.1
    warm_up: float = 0.1
    label_smoothing: float = 0.05
    #: The share of windows without any figure that an epoch shows.
    empty_windows: float = 0.25
    #: Versions of each document with other names that are shown in turn, besides the document itself.
    variants: int = 1
    seed: int = 7


class LowerLayers:
    """The outputs of the frozen layers, computed once for each window and kept in half precision."""

    def __init__(self, base: Path) -> None:
        self._network = Network(0.0)
        load_base(self._network, base)
        self._network.eval()
        self._kept: dict[int, tuple[Example, Tensor]] = {}

    def of(self, batch: Sequence[Example], longest: int) -> Tensor:
        """(B, T, HIDDEN), padded with zeros."""
        padded = torch.zeros(len(batch), longest, HIDDEN)
        for i, example in enumerate(batch):
            # The example is kept too, so that its id stays its own.
            if id(example) not in self._kept:
                self._kept[id(example)] = (example, self._compute(example))
            kept = self._kept[id(example)][1]
            padded[i, : len(kept)] = kept
        return padded

    def _compute(self, example: Example) -> Tensor:
        ids = torch.tensor([example.window.ids])
        with torch.no_grad():
            return self._network.lower(ids, torch.ones_like(ids))[0].to(torch.float16)


def fit(
    versions: Sequence[Sequence[Example]],
    base: Path,
    settings: Settings,
    report: Callable[[str], None] = lambda line: None,
    lower: LowerLayers | None = None,
) -> Network:
    """A network fitted to the examples, starting from the base weights; `report` gets a line an epoch.

    `versions` are the same documents told with different names, the original first; each epoch shows one of them.
    `lower` may be shared between fits to the same base.
    """
    torch.manual_seed(settings.seed)
    lower = lower or LowerLayers(base)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network = Network(settings.dropout)
    load_base(network, base)
    for name, parameter in network.named_parameters():
        parameter.requires_grad_(not _is_frozen(name))
    network.to(device).train()
    encoder = [p for n, p in network.named_parameters() if n.startswith("layers.") and p.requires_grad]
    heads = [p for n, p in network.named_parameters() if not n.startswith("layers.") and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": settings.encoder_rate}, {"params": heads, "lr": settings.head_rate}],
        weight_decay=settings.weight_decay,
    )
    shuffler = random.Random(settings.seed)  # noqa: S311 (an order of examples is no secret)
    shown = [_shown(versions[e % len(versions)], settings.empty_windows, shuffler) for e in range(settings.epochs)]
    total = sum(-(-len(examples) // settings.batch) for examples in shown)
    warm = max(int(total * settings.warm_up), 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(total - step, 0) / max(total - warm, 1))
    )
    for epoch, examples in enumerate(shown):
        losses = []
        for batch in _batches(examples, settings.batch, shuffler):
            loss = _batch_loss(network, batch, settings.label_smoothing, device, lower)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_((*encoder, *heads), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(float(loss.detach()))
        report(f"epoch {epoch + 1} of {settings.epochs}: loss {np.mean(losses):.3f}")
    return network.cpu().eval()


def _shown(examples: Sequence[Example], share: float, shuffler: random.Random) -> list[Example]:
    """The examples of one epoch: all windows with a figure or event, and a share of the others."""
    empty = [e for e in examples if 1 not in e.scope and 1 not in e.event]
    return [e for e in examples if 1 in e.scope or 1 in e.event] + shuffler.sample(empty, int(len(empty) * share))


def _is_frozen(name: str) -> bool:
    parts = name.split(".")
    return parts[0] in ("words", "positions", "norm") or (parts[0] == "layers" and int(parts[1]) < FROZEN)


def _batches(examples: Sequence[Example], size: int, shuffler: random.Random) -> Iterator[list[Example]]:
    """Batches of like length in random order: little padding, no fixed order."""
    jittered = sorted(examples, key=lambda e: len(e.window.ids) + shuffler.uniform(-24, 24))
    batches = [jittered[i : i + size] for i in range(0, len(jittered), size)]
    shuffler.shuffle(batches)
    yield from batches


def _batch_loss(
    network: Network, batch: Sequence[Example], smoothing: float, device: torch.device, lower: LowerLayers
) -> Tensor:
    """The sum of the heads' losses: decisions over all that is asked, classes and pointers over what was annotated."""
    arrays = collate([e.window for e in batch])
    hidden = lower.of(batch, arrays.pop("ids").shape[1]).to(device)
    inputs = {k: torch.from_numpy(v).to(device) for k, v in arrays.items()}
    queries, options = inputs["query_pool"].shape[1], inputs["option_pool"].shape[1]
    right = {k: torch.from_numpy(v).to(device) for k, v in answers(batch, queries, options).items()}
    with torch.autocast(device.type, dtype=torch.bfloat16):
        scope, outcome, thing, modality, event, kind, pointers = network.upper(hidden, **inputs)
    loss = _decision_loss(scope, right["scope"]) + _decision_loss(event, right["event"])
    classes = {"outcome": outcome, "thing": thing, "modality": modality, "type": kind}
    for slot, logits in classes.items():
        held = right[slot] >= 0
        if held.any():
            loss = loss + nn.functional.cross_entropy(
                logits.float()[held], right[slot][held], label_smoothing=smoothing
            )
    return loss + _pointer_loss(pointers.float(), right["targets"])


def _decision_loss(logits: Tensor, right: Tensor) -> Tensor:
    """Whether each number counts, or each word is a trigger, where that is known."""
    counted = right >= 0
    if not counted.any():
        return logits.sum() * 0
    return nn.functional.binary_cross_entropy_with_logits(logits.float()[counted], right[counted].float())


def _pointer_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """Minus the log of the summed probability of the right options, where there is one."""
    log_p = logits.log_softmax(-1)
    held = targets.any(-1)
    if not held.any():
        return logits.sum() * 0
    right = log_p.masked_fill(~targets, -1e4).logsumexp(-1)
    per_slot = [-(right[:, s][held[:, s]]).mean() for s in range(len(POINTERS)) if held[:, s].any()]
    return torch.stack(per_slot).sum()
