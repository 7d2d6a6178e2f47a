"""A lean Marian encoder–decoder: the same weights and sums as transformers' MarianMTModel, faster.

Post-norm layers, sinusoidal positions (sines first, then cosines), one embedding shared by both
sides and the output, and an output bias. The last id is ``<pad>``; its row is zero and stays so, as
CTranslate2 starts its decoder from a zero embedding.
"""

import math
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

BLOCKED = -1e4  # added to scores of positions that may not be seen; fits bfloat16 and float16


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of a model; ``vocabulary`` counts ``<pad>``, the last id."""

    vocabulary: int
    width: int = 256
    inner: int = 1024
    heads: int = 4
    encoder_layers: int = 6
    decoder_layers: int = 2
    positions: int = 512

    def as_dict(self) -> dict[str, int]:
        """Return the sizes by name."""
        return asdict(self)


def sinusoids(positions: int, width: int) -> Tensor:
    """Return the position table of Marian, ``(positions, width)`` float32: sines, then cosines."""
    steps = torch.arange(positions, dtype=torch.float64)[:, None]
    rates = torch.pow(10000.0, -torch.arange(0, width, 2, dtype=torch.float64) / width)
    return torch.cat([torch.sin(steps * rates), torch.cos(steps * rates)], dim=1).float()


class Attention(nn.Module):
    """Multi-head attention over ``(batch, length, width)`` with explicit scores."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads, self.size = shape.heads, shape.width // shape.heads
        self.query = nn.Linear(shape.width, shape.width)
        self.key = nn.Linear(shape.width, shape.width)
        self.value = nn.Linear(shape.width, shape.width)
        self.out = nn.Linear(shape.width, shape.width)

    def _split(self, states: Tensor) -> Tensor:
        batch, length, _ = states.shape
        return states.view(batch, length, self.heads, self.size).transpose(1, 2)

    def forward(self, states: Tensor, memory: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return mixed values ``(batch, length, width)`` and scores ``(batch, heads, length, memory)``.

        ``mask`` is added to the scores: 0 where a position is seen, :data:`BLOCKED` elsewhere.
        """
        query = self._split(self.query(states) * (1 / math.sqrt(self.size)))
        key, value = self._split(self.key(memory)), self._split(self.value(memory))
        scores = query @ key.transpose(-1, -2) + mask
        mixed = torch.softmax(scores, dim=-1) @ value
        return self.out(mixed.transpose(1, 2).reshape(states.shape)), scores


class Layer(nn.Module):
    """One post-norm layer; with ``cross`` it also attends to the encoder."""

    def __init__(self, shape: Shape, cross: bool) -> None:
        super().__init__()
        self.self_attention = Attention(shape)
        self.self_norm = nn.LayerNorm(shape.width)
        self.cross_attention = Attention(shape) if cross else None
        self.cross_norm = nn.LayerNorm(shape.width) if cross else None
        self.expand = nn.Linear(shape.width, shape.inner)
        self.contract = nn.Linear(shape.inner, shape.width)
        self.norm = nn.LayerNorm(shape.width)

    def forward(
        self, states: Tensor, mask: Tensor, memory: Tensor | None = None, memory_mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """Return new states and the scores of the last attention in the layer."""
        mixed, scores = self.self_attention(states, states, mask)
        states = self.self_norm(states + mixed)
        if self.cross_attention is not None and self.cross_norm is not None:
            mixed, scores = self.cross_attention(states, memory, memory_mask)
            states = self.cross_norm(states + mixed)
        states = self.norm(states + self.contract(F.relu(self.expand(states))))
        return states, scores


class Marian(nn.Module):
    """The whole model; parameters may be bfloat16, losses are float32."""

    positions: Tensor
    causal: Tensor

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.encoder = nn.ModuleList(Layer(shape, cross=False) for _ in range(shape.encoder_layers))
        self.decoder = nn.ModuleList(Layer(shape, cross=True) for _ in range(shape.decoder_layers))
        self.bias = nn.Parameter(torch.zeros(shape.vocabulary))
        self.register_buffer("positions", sinusoids(shape.positions, shape.width), persistent=False)
        blocked = torch.full((shape.positions, shape.positions), BLOCKED).triu(1)
        self.register_buffer("causal", blocked, persistent=False)
        self.reset()

    def reset(self) -> None:
        """Draw the weights: scaled normal matrices, zero biases, unit norms, a zero row for ``<pad>``."""
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.normal_(module.weight, std=1 / math.sqrt(module.in_features))
                nn.init.zeros_(module.bias)
        for layer in [*self.encoder, *self.decoder]:
            # Residual branches start small, so that a post-norm stack is stable at a high rate.
            for linear in (layer.self_attention.out, layer.contract):
                linear.weight.data.mul_(0.3)
            if layer.cross_attention is not None:
                # What is attended to passes unchanged at first: with a cross-lingual embedding, the tied
                # output then reads the attended source piece as its translation.
                nn.init.orthogonal_(layer.cross_attention.value.weight)
                layer.cross_attention.out.weight.data.copy_(layer.cross_attention.value.weight.t())
        nn.init.normal_(self.embedding.weight, std=1 / math.sqrt(self.shape.width))
        self.embedding.weight.data[-1].zero_()
        self.bias.data[-1] = BLOCKED

    def _embed(self, pieces: Tensor) -> Tensor:
        scale = math.sqrt(self.shape.width)
        return F.embedding(pieces, self.embedding.weight) * scale + self.positions[: pieces.shape[1]]

    def forward(self, source: Tensor, inputs: Tensor) -> tuple[Tensor, Tensor]:
        """Return decoder states ``(batch, target, width)`` and the cross scores of the last layer.

        ``source`` and ``inputs`` are ids ``(batch, length)``; ``inputs`` is the target shifted right.
        """
        pad = self.shape.vocabulary - 1
        states = self._embed(source)
        # Masks are laid out in full once: adding a broadcast one in every layer is slow on a CPU.
        heads, (batch, length), width = self.shape.heads, source.shape, inputs.shape[1]
        seen = (source == pad).to(states.dtype)[:, None, None, :] * BLOCKED
        mask = seen.expand(batch, heads, length, length).contiguous()
        for layer in self.encoder:
            states, _ = layer(states, mask)
        memory, states = states, self._embed(inputs)
        causal = self.causal[:width, :width].expand(batch, heads, width, width).contiguous()
        mask = seen.expand(batch, heads, width, length).contiguous()
        scores = states
        for layer in self.decoder:
            states, scores = layer(states, causal, memory, mask)
        return states, scores


class _SmoothedLoss(torch.autograd.Function):
    """Summed cross-entropy of a tied output: forward and gradient in one pass over chunks of positions.

    The gradient of the logits is ``p - (1 - e) gold - e / n``; the last term is the same everywhere, so it is
    added as two rank-one corrections and never touches the large matrix. Probabilities stay in the type of
    ``states``: their gradient would be rounded to it anyway.
    """

    @staticmethod
    def forward(
        ctx: Any, states: Tensor, weight: Tensor, bias: Tensor, labels: Tensor, smoothing: float, chunk: int
    ) -> Tensor:
        count, size = states.shape[0], weight.shape[0] - 1  # <pad> takes no share of the smoothing
        share = smoothing / size
        grad_states = torch.empty_like(states)
        grad_weight = torch.zeros_like(weight, dtype=torch.float32)
        grad_bias = torch.zeros_like(bias, dtype=torch.float32)
        plain = torch.zeros((), device=states.device)
        rows = weight[:-1].float().sum(0)
        for start in range(0, count, chunk):
            part, gold = states[start : start + chunk], labels[start : start + chunk, None]
            grad = torch.softmax(torch.addmm(bias, part, weight.t()), dim=-1)
            plain -= grad.gather(1, gold).float().clamp_min(1e-9).log().sum()
            grad.scatter_add_(1, gold, torch.full_like(gold, smoothing - 1, dtype=grad.dtype))
            ones = torch.ones(1, grad.shape[0], dtype=grad.dtype, device=grad.device)
            grad_bias += (ones @ grad)[0].float()
            grad_states[start : start + chunk] = grad @ weight - (share * rows).to(states.dtype)
            grad_weight += (grad.t() @ part).float()
        grad_weight[:-1] -= share * states.float().sum(0)
        grad_bias[:-1] -= share * count
        ctx.save_for_backward(grad_states, grad_weight.to(weight.dtype), grad_bias.to(bias.dtype))
        return plain

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor | None, ...]:
        states, weight, bias = ctx.saved_tensors
        scale = grads[0].to(states.dtype)
        return states * scale, weight * scale, bias * scale, None, None, None


def smoothed_loss(
    model: Marian, states: Tensor, labels: Tensor, smoothing: float, chunk: int = 1024
) -> Tensor:
    """Return the summed cross-entropy over ``states`` ``(n, width)``; its gradient is the smoothed one."""
    weight, bias = model.embedding.weight, model.bias
    loss: Tensor = _SmoothedLoss.apply(  # type: ignore[no-untyped-call]
        states, weight, bias, labels, smoothing, chunk
    )
    return loss
