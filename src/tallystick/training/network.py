"""The reader's network: a MiniLM encoder, dictionary features, and heads that classify numbers
and triggers and point from them.

The encoder is BERT's (Devlin et al. 2019) in the sizes of all-MiniLM-L6-v2 (Wang et al. 2020), written out so that
it exports cleanly. Pointing is scaled dot-product scoring over candidate spans with a null option, trained by the
summed probability of all candidates that carry the right value (attention-sum, Kadlec et al. 2016).
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import Tensor, nn

from tallystick.extraction.network.candidates import TRAITS
from tallystick.extraction.network.features import FEATURES
from tallystick.extraction.network.surroundings import HASHED, hashed
from tallystick.extraction.network.tensors import POINTERS
from tallystick.extraction.network.windows import PLACES_OF_CANDIDATE
from tallystick.records import EVENT_TYPES, MODALITIES, OUTCOMES, THINGS

HIDDEN, HEADS, LAYERS, INNER, PIECES, POSITIONS = 384, 12, 6, 1536, 30522, 512
POINT = 96
#: Width of what is learned of a candidate's traits together with where it stands.
RELATION = 48
#: Layers that keep the base weights. They see words alone; what the dictionaries know joins above them. With so few
#: annotated documents they gain nothing from training, and their outputs are computed once for all epochs.
FROZEN = 3
#: Log-odds that a dictionary's word starts with: a harm word by its distance, a noun in the counted phrase or near.
_BELIEF_IN_HARM = {"touching": 2.0, "close": 1.5, "near": 0.7, "far": 0.2}
_BELIEF_IN_PHRASE = 2.5
_BELIEF_IN_NOUN = {"next": 1.0, "near": 0.7, "far": 0.3}
#: Traits are dropped in training at this rate, so that none is leaned on alone.
TRAIT_DROPOUT = 0.4
#: Small enough for the half-precision floats of training, large enough to be no option.
_NEVER = -1e4


class _Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        mixed = nn.functional.scaled_dot_product_attention(q, k, v, bias).transpose(1, 2).reshape(b, t, HIDDEN)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Network(nn.Module):
    """The whole reader. Outputs are logits; pointer logits have the null option first."""

    def __init__(self, dropout: float = 0.1, layers: int = LAYERS) -> None:
        super().__init__()
        self.words = nn.Embedding(PIECES, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.features = nn.Linear(len(FEATURES), HIDDEN, bias=False)
        self.layers = nn.ModuleList(_Layer(dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)
        self.around = nn.Linear(HASHED, HIDDEN, bias=False)
        self.query = nn.Sequential(nn.Linear(3 * HIDDEN, HIDDEN), nn.GELU(), nn.Dropout(dropout))
        self.scope = nn.Linear(HIDDEN, 1)
        self.outcome = nn.Linear(HIDDEN, len(OUTCOMES))
        self.thing = nn.Linear(HIDDEN, len(THINGS))
        self.modality = nn.Linear(HIDDEN, len(MODALITIES))
        self.trigger = nn.Sequential(nn.Linear(3 * HIDDEN, HIDDEN), nn.GELU(), nn.Dropout(dropout))
        self.event = nn.Linear(HIDDEN, 1)
        self.happening = nn.Linear(HIDDEN, len(EVENT_TYPES))
        #: What the dictionaries say of a number speaks for a class directly; how much it is trusted is learned.
        self.register_buffer("beliefs", _beliefs())
        self.trust = nn.Parameter(torch.ones(2))
        self.trait_dropout = nn.Dropout(TRAIT_DROPOUT)
        self.point_from = nn.Linear(HIDDEN, len(POINTERS) * POINT)
        self.point_to = nn.Linear(HIDDEN, len(POINTERS) * POINT)
        self.null = nn.Linear(HIDDEN, len(POINTERS))
        self.by_trait = nn.Linear(len(TRAITS), RELATION)
        self.by_bucket = nn.Embedding(PLACES_OF_CANDIDATE, RELATION)
        self.by_relation = nn.Linear(RELATION, len(POINTERS))
        for zeroed in (self.features.weight, self.around.weight):
            nn.init.zeros_(zeroed)

    def lower(self, ids: Tensor, mask: Tensor) -> Tensor:
        """What the frozen layers make of the pieces (B, T, HIDDEN): the same in every epoch."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.positions(positions)[None])
        bias = _bias(mask, x)
        for layer in self.layers[:FROZEN]:
            x = layer(x, bias)
        return x

    def forward(
        self, ids: Tensor, mask: Tensor, features: Tensor, query_pool: Tensor, phrase_pool: Tensor, option_pool: Tensor,
        surroundings: Tensor, traits: Tensor, buckets: Tensor, allowed: Tensor,
    ) -> tuple[Tensor, ...]:  # fmt: skip
        """Logits in the order of `extraction.reader.OUTPUTS`.

        scope (B, Q), outcome, thing, modality (B, Q, classes), event (B, Q), type (B, Q, types), pointers
        (B, S, Q, 1 + O).
        """
        return self.upper(
            self.lower(ids, mask),
            mask,
            features,
            query_pool,
            phrase_pool,
            option_pool,
            surroundings,
            traits,
            buckets,
            allowed,
        )

    def upper(
        self, x: Tensor, mask: Tensor, features: Tensor, query_pool: Tensor, phrase_pool: Tensor, option_pool: Tensor,
        surroundings: Tensor, traits: Tensor, buckets: Tensor, allowed: Tensor,
    ) -> tuple[Tensor, ...]:  # fmt: skip
        """The same from the output of the lower layers on."""
        x = self.dropout(x + self.features(features))
        bias = _bias(mask, x)
        for layer in self.layers[FROZEN:]:
            x = layer(x, bias)
        number = query_pool @ x + self.around(self.trait_dropout(surroundings))
        opening = x[:, :1].expand(-1, number.shape[1], -1)
        seen = torch.cat([number, phrase_pool @ x, opening], -1)
        query, trigger = self.query(seen), self.trigger(seen)
        option = option_pool @ x
        beliefs = surroundings @ self.beliefs
        return (
            self.scope(query)[..., 0],
            self.outcome(query) + self.trust[0] * beliefs[..., : len(OUTCOMES)],
            self.thing(query) + self.trust[1] * beliefs[..., len(OUTCOMES) :],
            self.modality(query),
            self.event(trigger)[..., 0],
            self.happening(trigger),
            self._point(query, option, traits, buckets, allowed),
        )

    def _point(self, query: Tensor, option: Tensor, traits: Tensor, buckets: Tensor, allowed: Tensor) -> Tensor:
        b, q, _ = query.shape
        o, s = option.shape[1], len(POINTERS)
        source = self.point_from(query).view(b, q, s, POINT).transpose(1, 2)
        target = self.point_to(option).view(b, o, s, POINT).transpose(1, 2)
        scores = source @ target.transpose(-1, -2) / math.sqrt(POINT)
        relation = nn.functional.gelu(self.by_trait(traits)[:, None] + self.by_bucket(buckets))
        scores = scores + self.by_relation(relation).permute(0, 3, 1, 2)
        scores = scores + (1 - allowed[:, :, None, :].to(scores.dtype)) * _NEVER
        return torch.cat([self.null(query).transpose(1, 2)[..., None], scores], -1)


def _beliefs() -> Tensor:
    """(HASHED, outcomes and things): what each trait says, so that rare classes need no example."""
    beliefs = torch.zeros(HASHED, len(OUTCOMES) + len(THINGS))
    for i, outcome in enumerate(OUTCOMES):
        for side in ("next", "last"):
            for nearness, belief in _BELIEF_IN_HARM.items():
                beliefs[hashed(f"{side}:{outcome}:{nearness}"), i] += belief
    for i, thing in enumerate(THINGS, len(OUTCOMES)):
        beliefs[hashed(f"phrase:thing:{thing}"), i] += _BELIEF_IN_PHRASE
        for form in ("count", "single"):
            for nearness, belief in _BELIEF_IN_NOUN.items():
                beliefs[hashed(f"{form}:thing:{thing}:{nearness}"), i] += belief
    return beliefs


def _bias(mask: Tensor, like: Tensor) -> Tensor:
    return (1 - mask[:, None, None, :].to(like.dtype)) * _NEVER


def load_base(network: Network, path: Path) -> None:
    """Fill the encoder from the `model.safetensors` of all-MiniLM-L6-v2. Raises KeyError where a tensor is missing."""
    from safetensors.torch import load_file

    base = load_file(path)
    state = network.state_dict()
    embed, own = "embeddings.", {}
    own["words.weight"] = base[embed + "word_embeddings.weight"]
    # One segment only: its embedding is a constant, folded into the positions.
    own["positions.weight"] = (
        base[embed + "position_embeddings.weight"] + base[embed + "token_type_embeddings.weight"][0]
    )
    own["norm.weight"], own["norm.bias"] = base[embed + "LayerNorm.weight"], base[embed + "LayerNorm.bias"]
    for i in range(len(network.layers)):
        theirs, ours = f"encoder.layer.{i}.", f"layers.{i}."
        for part in ("weight", "bias"):
            own[f"{ours}qkv.{part}"] = torch.cat(
                [base[f"{theirs}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
            )
            for name, source in (
                ("out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm"),
            ):  # fmt: skip
                own[f"{ours}{name}.{part}"] = base[f"{theirs}{source}.{part}"]
    state.update(own)
    network.load_state_dict(state)
