"""Muon for hidden matrices and Adam for the rest, both on float32 masters of bfloat16 parameters."""

import math
from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor, nn

_QUINTIC = (3.4445, -4.7750, 2.0315)


def orthogonalise(batch: Tensor, steps: int = 5) -> Tensor:
    """Return the nearest half-orthogonal matrices of ``(count, rows, columns)``, by Newton–Schulz."""
    a, b, c = _QUINTIC
    x = batch.to(torch.bfloat16)
    flipped = x.shape[1] > x.shape[2]
    if flipped:
        x = x.transpose(1, 2)
    x = x / (x.float().norm(dim=(1, 2), keepdim=True).to(x.dtype) + 1e-7)
    for _ in range(steps):
        gram = x @ x.transpose(1, 2)
        mixed = torch.baddbmm(gram, gram, gram, beta=b, alpha=c)
        x = torch.baddbmm(x, mixed, x, beta=a)
    return x.transpose(1, 2) if flipped else x


class Masters:
    """The optimiser of a :class:`training.model.Marian`: one ``step`` after ``backward``.

    Matrices of equal size are handled as one batch. Rates are those of Adam: a Muon update is scaled to
    the root mean square of a usual Adam update (0.2). Momentum is held in bfloat16-safe float32.
    """

    def __init__(
        self, named: Iterable[tuple[str, nn.Parameter]], muon: bool, betas: tuple[float, float]
    ) -> None:
        self.named = list(named)
        self.masters = [p.detach().float().clone() for _, p in self.named]
        self.first = [torch.zeros_like(m) for m in self.masters]
        hidden = [muon and p.dim() == 2 and not n.startswith("embedding") for n, p in self.named]
        self.second = [None if h else torch.zeros_like(m) for h, m in zip(hidden, self.masters, strict=True)]
        self.betas, self.steps = betas, 0
        groups: dict[torch.Size, list[int]] = {}
        for index, is_hidden in enumerate(hidden):
            if is_hidden:
                groups.setdefault(self.masters[index].shape, []).append(index)
        self.groups = groups

    @torch.no_grad()
    def step(self, muon_rate: float, adam_rate: float) -> None:
        """Update masters and parameters from the gradients, then drop the gradients."""
        self.steps += 1
        for indices in self.groups.values():
            self._muon(indices, muon_rate)
        for index, second in enumerate(self.second):
            if second is not None:
                self._adam(index, second, adam_rate)
        for (_, parameter), master in zip(self.named, self.masters, strict=True):
            parameter.copy_(master)
            parameter.grad = None

    def _muon(self, indices: list[int], rate: float) -> None:
        beta = 0.95
        updates = []
        for index in indices:
            grad = self.named[index][1].grad
            if grad is None:
                grad = torch.zeros_like(self.masters[index])
            momentum = self.first[index].lerp_(grad.float(), 1 - beta)
            updates.append(torch.lerp(grad.float(), momentum, beta))
        turned = orthogonalise(torch.stack(updates))
        scale = 0.2 * math.sqrt(max(turned.shape[1:]))
        for index, update in zip(indices, turned, strict=True):
            self.masters[index].add_(update.float(), alpha=-rate * scale)

    def _adam(self, index: int, second: Tensor, rate: float) -> None:
        grad = self.named[index][1].grad
        if grad is None:
            return
        wide = grad.float()
        low, high = self.betas
        first = self.first[index].lerp_(wide, 1 - low)
        second.mul_(high).addcmul_(wide, wide, value=1 - high)
        bias = math.sqrt(1 - high**self.steps)
        denominator = (second.sqrt() / bias).add_(1e-9)
        self.masters[index].addcdiv_(first, denominator, value=-rate / (1 - low**self.steps))

    def state(self) -> dict[str, Any]:
        """Return what a resumed run needs."""
        return {"masters": self.masters, "first": self.first, "second": self.second, "steps": self.steps}

    @torch.no_grad()
    def load(self, state: dict[str, Any]) -> None:
        """Take up a saved state and copy the masters into the parameters."""
        for mine, saved in zip(self.masters, state["masters"], strict=True):
            mine.copy_(saved)
        for mine, saved in zip(self.first, state["first"], strict=True):
            mine.copy_(saved)
        for second, saved in zip(self.second, state["second"], strict=True):
            if second is not None:
                second.copy_(saved)
        self.steps = state["steps"]
        for (_, parameter), master in zip(self.named, self.masters, strict=True):
            parameter.copy_(master)
