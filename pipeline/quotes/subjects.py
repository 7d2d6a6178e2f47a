"""Who is the subject of a cue: before it, behind it, or the agent of a passive."""

from .clauses import PLATFORMS, ClauseReader
from .cues import Cue
from .mention import Mention
from .mentions import any_subject_at
from .phrases import PREPOSITIONS, TIMES, is_finite, is_verb_at
from .wordlists import texts, word_set

_CLITICS = word_set("subjects.clitics")
_OPENERS = frozenset(
    {"que", "qu'", "et", "si", "car", "mais", "or", "donc", "quand", "puisque", "comme", "lorsque"}
)
# « a répondu à deux élus estimant que »: it is not they who say so.
_OWN_GOVERNORS = frozenset({"", "de", "d'", "du", "des", "par"})
_RELATIVES = frozenset({"qui", "dont", "que", "qu'", "où"})


def _is_main(cue: Cue) -> bool:
    """« a dit », « a tenu à dire », but not « dire » alone."""
    return cue.voice == "active" or (cue.voice == "infinitive" and cue.last - cue.first > 1)


class SubjectFinder(ClauseReader):
    """Finds the subjects of the cues of one frame."""

    def subject(self, cue: Cue) -> Mention | None:
        """Return the subject of ``cue``: inverted pronoun, noun after an incise, else noun before."""
        if cue.pronoun >= 0:
            return self._mention_at(cue.pronoun)
        if cue.voice == "passive":
            return self._agent(cue)
        if self._hangs_on_before(cue) and (main := self._main_subject(cue)) is not None:
            # « Anne Roy a reçu le maire avant de lui demander de partir »: she asked.
            return main
        if cue.voice == "gerund" or (cue.voice == "infinitive" and cue.last - cue.first == 1):
            return self._gerund_subject(cue)
        if cue.voice == "infinitive" and self.tokens[cue.first - 1].low in {"pour", "de", "d'"}:
            # « La Ligue a publié hier un communiqué pour faire part de « … » »: not the communiqué's part.
            return self._main_subject(cue)
        if cue.first and cue.voice == "infinitive" and self.tokens[cue.first - 1].low == "après":
            # « Après avoir appelé les élus à « résister », le parti … »
            return self._gerund_subject(cue)
        first = self._shares_auxiliary(cue)
        if first is not None:
            return self.subject(first)
        antecedent = self._before_relative(cue)
        if antecedent is not None:
            return antecedent
        if self.is_incise(cue):
            behind = self.after(cue)
            return self._before(cue) if behind is None else self._named(behind)
        return self._before(cue) or self.after(cue)

    def _named(self, described: Mention) -> Mention:
        """« …, explique l'auteur principal de l'étude, Paul Roux »: the name behind says who it is."""
        if described.kind != "description" or described.name:
            return described
        if described.last >= len(self.tokens) or self.tokens[described.last].text != ",":
            return described
        for name in self.mentions:
            between = self.tokens[described.last + 1 : name.first]
            if name.first <= described.last or name.kind != "name" or name.governor:
                continue
            if len(between) > 5 or any(not token.is_word or is_finite(token) for token in between):
                break
            ends = name.last >= len(self.tokens) or not is_verb_at(self.tokens, name.last)
            return name if ends else described
        return described

    def _hangs_on_before(self, cue: Cue) -> bool:
        at = cue.first
        while at > 2 and self.tokens[at - 1].low in {"lui", "leur", "les", "la", "le", "l'"}:
            at -= 1
        opening = [token.low for token in self.tokens[max(0, at - 2) : at]]
        return cue.voice == "infinitive" and opening in (["avant", "de"], ["avant", "d'"])

    def _gerund_subject(self, cue: Cue) -> Mention | None:
        """« …, a-t-elle dit, ajoutant que »: the subject before; « Jugeant …, le préfet a dit »: behind."""
        asked = self._asked(cue) or self._own_subject(cue)
        if asked is not None:
            return asked
        earlier = [c for c in self.cues if c.last <= cue.first and _is_main(c) and c.strength != "host"]
        if earlier and (found := self.subject(earlier[-1])) is not None:
            return found
        if cue.first <= 3 and (opened := self._after_opening(cue)) is not None:
            return opened
        return self._before(cue) or next(
            (m for m in self.mentions if m.first >= cue.last and not m.governor), None
        )

    def _own_subject(self, cue: Cue) -> Mention | None:
        """« un autre le jugeant « naïf » », « des élus estimant que »: who stands right before the gerund."""
        at = cue.first
        while at > 0 and self.tokens[at - 1].low in _CLITICS:
            at -= 1
        if cue.voice != "gerund" or self.tokens[at].low in {"en", "tout"}:
            return None
        found = next((m for m in self.mentions if m.last == at and m.kind != "pronoun"), None)
        if found is None or found.governor not in _OWN_GOVERNORS or found.head in texts():
            return None
        # « sur la radio suisse Radio Alpina évoquant »: an unlisted body may be where he spoke.
        return found if found.kind != "body" or found.head.strip("?") else None

    def _after_opening(self, cue: Cue) -> Mention | None:
        """« Jugeant Paul « minable », elle l'a renvoyé »: who stands behind a comma and before a verb."""
        for mention in self.mentions:
            if mention.first <= cue.last or mention.governor or self.tokens[mention.first - 1].text != ",":
                continue
            end = mention.last
            if end < len(self.tokens) and self.tokens[end].text == "(":
                end = next((i + 1 for i in range(end, len(self.tokens)) if self.tokens[i].text == ")"), end)
            while end < len(self.tokens) and self.tokens[end].low in _CLITICS:
                end += 1
            if end < len(self.tokens) and (is_finite(self.tokens[end]) or self.tokens[end].text == ","):
                return mention
        return None

    def _main_subject(self, cue: Cue) -> Mention | None:
        """Return the first bare mention of the sentence before ``cue``."""
        free = (m for m in self.mentions if m.last <= cue.first and not m.governor)
        return next((m for m in free if not self._is_object(m)), None) or self._before(cue)

    def _before_relative(self, cue: Cue) -> Mention | None:
        """« Le ministre, qui a reçu la direction à Bercy, a demandé »: he asked, not whom he received."""
        comma = cue.first - 1
        while comma > 0 and self.tokens[comma].low in _CLITICS:
            comma -= 1
        if cue.voice != "active" or comma < 3 or self.tokens[comma].text != ",":
            return None
        quoted = False
        for at in range(comma - 1, 1, -1):
            quoted = quoted or self.tokens[at].quote >= 0
            if self.tokens[at].text in {":", ";"} or (quoted and self.tokens[at].text == ","):
                return None
            if self.tokens[at].low in _RELATIVES and self.tokens[at - 1].text == ",":
                found = [m for m in self.mentions if m.last == at - 1 and not m.governor]
                if not found or self._is_object(found[-1]) or (quoted and not self._opens(found[-1])):
                    return self._before_phrase(at)
                return found[-1]
            first = self._before_phrase(at) if self._is_participle(at) else None
            if first is not None:
                return first
        return None

    def _before_phrase(self, at: int) -> Mention | None:
        """Return the first subject of the sentence when commas part it from the phrase at token ``at``."""
        first = next((m for m in self.mentions if not m.governor and m.last < at), None)
        if first is None or not self._opens(first) or first.kind == "pronoun":
            return None
        return None if any(is_verb_at(self.tokens, i) for i in range(first.last, at)) else first

    def follows_relative(self, cue: Cue) -> bool:
        """Tell whether the comma before ``cue`` closes a relative clause of its subject."""
        return self._before_relative(cue) is not None

    def _shares_auxiliary(self, cue: Cue) -> Cue | None:
        """« Anne Roy a dit que sa sœur irait, mais ajouté que « … » »: both participles are Anne Roy's."""
        before = self.tokens[cue.first - 1].low if cue.first else ""
        if cue.last - cue.first != 1 or before not in {"et", "mais", "puis"}:
            return None
        if is_finite(self.tokens[cue.first]) or not self.tokens[cue.first].low.endswith(
            ("é", "i", "u", "it", "is")
        ):
            return None
        earlier = [
            c for c in self.cues if c.last <= cue.first and c.last - c.first >= 2 and c.voice == "active"
        ]
        return earlier[-1] if earlier else None

    def _asked(self, cue: Cue) -> Mention | None:
        """« a invité Paul Roy à raconter »: who is asked to speak."""
        if (
            cue.voice != "infinitive"
            or cue.first < 2
            or self.tokens[cue.first - 1].low not in {"à", "de", "d'"}
        ):
            return None
        return next(
            (m for m in self.mentions if m.last == cue.first - 1 and m.kind in {"name", "description"}), None
        )

    def is_incise(self, cue: Cue) -> bool:
        """Tell whether the cue stands behind a comma or a quotation, where its subject follows it."""
        if cue.voice not in {"active", "infinitive"}:
            return False
        if cue.pronoun >= 0 or cue.first == 0:
            return True
        at = cue.first - 1
        while at > 0 and self.tokens[at].low in _CLITICS:
            # « comme l'explique Paul Roy », « « Et toi ? », lui réplique Paul Roy »
            at -= 1
        before = self.tokens[at]
        if before.text == "," and (not self._is_complete(cue) or self._before_relative(cue) is not None):
            return False
        if before.text == ")":
            # « Anne Roy (non inscrite) a dit », but « … » (rires), dit Anne Roy
            opened = next((at for at in range(cue.first - 1, 0, -1) if self.tokens[at].text == "("), 0)
            before = self.tokens[opened - 1]
        return (
            before.quote >= 0 or before.text in {",", "-", "–", "—", "!", "?", "…"} or before.low == "comme"
        )

    def _is_complete(self, cue: Cue) -> bool:
        """Tell whether a sentence stands before the comma: not in « Le chef, Paul Roy, a rappelé »."""
        earlier = self.tokens[: cue.first]
        if any(token.quote >= 0 for token in earlier):
            return True
        return any(is_verb_at(self.tokens, at) for at in range(cue.first))

    def after(self, cue: Cue) -> Mention | None:
        """« estime dans un communiqué le président »: the first bare mention behind the verb."""
        for mention in self.mentions:
            if mention.first < cue.last:
                continue
            between = self.tokens[cue.last : mention.first]
            if len(between) > 20 or any(
                t.quote >= 0 or t.low in {"que", "qu'", "qui", ";", ":"} for t in between
            ):
                break
            if (mention.governor and not self._is_adverb(mention.first - 1)) or (
                mention.kind == "pronoun" and mention.head in {"il", "elle", "ils", "elles"}
            ):
                continue
            if mention.name in PLATFORMS and mention.first > cue.last:
                # « ont précisé sur leur compte Twitter les pompiers »
                continue
            if self._has_verb(cue.last, mention.first):
                break
            following = next((m for m in self.mentions if m.first == mention.last), None)
            if following is not None and mention.kind == "body" and following.kind != "body":
                return following
            return self._nearer(cue, mention)
        return self._nearer(cue, None)

    def _nearer(self, cue: Cue, listed: Mention | None) -> Mention | None:
        """Return an unlisted phrase right behind the verb (« explique une perchiste »), else ``listed``."""
        at = self._past_complements(cue.last)
        if at >= len(self.tokens) or (listed is not None and listed.first <= at):
            return listed
        if at + 1 < len(self.tokens) and self.tokens[at + 1].low in TIMES:
            # « a annoncé la semaine dernière le ministre »
            return listed
        back = cue.first - 1
        while back >= 0 and (
            self.tokens[back].low in _CLITICS or self.tokens[back].text in {",", "-", "–", "—", "!", "?", ")"}
        ):
            back -= 1
        if back < 0 or self.tokens[back].quote < 0:
            return listed
        unknown = any_subject_at(self.frame, at, self.mentions)
        if (
            unknown is not None
            and listed is not None
            and listed.kind == "name"
            and listed.first == unknown.last
            and unknown.number == "s"
            and not any(t.low in PREPOSITIONS for t in self.tokens[unknown.first : unknown.last])
        ):
            # « reconnaît l'astronome Paul Roux », but « répond cette proche de Paul Roux »
            return listed
        return unknown if unknown is not None and (listed is None or unknown.last <= listed.first) else listed

    def _before(self, cue: Cue) -> Mention | None:
        """The nearest bare mention before the verb that is not the object of another one."""
        at = cue.first - 1
        while at > 0 and self.tokens[at].low in _CLITICS:
            at -= 1
        if at >= 0 and self.tokens[at].low == "qui":
            antecedent = [m for m in self.mentions if m.last <= at and m.last >= at - 2]
            if antecedent:
                return self._outer(antecedent[-1])
        candidates = [m for m in self.mentions if m.last <= cue.first and not m.governor]
        subjects = [m for m in candidates if not self._is_object(m) and not self._is_wrong_number(m, cue)]
        if subjects:
            return self._whole(self._led_by(subjects[-1]))
        return self._unlisted_before(cue) or (candidates[-1] if candidates else None)

    def _outer(self, owner: Mention) -> Mention:
        """« l'ancienne ministre d'Anne Roy, qui dit »: the minister, not the owner within her title."""
        for title in self.mentions:
            gap = self.tokens[title.last : owner.first]
            is_long = title.kind == "description" and title.number == "s" and title.first < owner.first
            if is_long and not title.governor and owner.governor and owner.kind != "description":
                plain = all(t.is_word and t.quote < 0 and not is_finite(t) for t in gap)
                if plain and len(gap) <= 4 and "qui" not in {t.low for t in gap}:
                    return title
        return owner

    def _led_by(self, apposed: Mention) -> Mention:
        """« Paul Roux, le maire s'est dit serein »: the name before, which the phrase only explains."""
        comma = apposed.first - 1
        if comma < 1 or self.tokens[comma].text != "," or apposed.number == "p":
            return apposed
        before = next((m for m in self.mentions if m.last == comma and not m.governor), None)
        if before is None or not before.name or (apposed.name and apposed.kind != "body"):
            return apposed
        opener = self.tokens[before.first - 1].low if before.first else ","
        return before if opener in {",", "mais", "et", "or"} and self._opens(before) else apposed

    def _whole(self, part: Mention) -> Mention:
        """« Plusieurs élus, dont Paul Roy et Anne Petit, ont répondu »: the elected, not Anne Petit."""
        for at in range(part.first - 1, 1, -1):
            if self.tokens[at].low == "dont":
                found = [m for m in self.mentions if m.last in {at, at - 1} and not m.governor]
                return found[-1] if found else part
            if self.tokens[at].quote >= 0 or is_verb_at(self.tokens, at):
                break
        return part

    def _unlisted_before(self, cue: Cue) -> Mention | None:
        """A phrase right before the verb that no lexicon knows: « La nageuse s'est confiée : « … » »."""
        for first in range(cue.first - 2, max(-1, cue.first - 16), -1):
            opens = first == 0 or not self.tokens[first - 1].is_word or self.tokens[first - 1].low in _OPENERS
            mention = any_subject_at(self.frame, first, self.mentions, animate=False) if opens else None
            if mention is not None and mention.last in {cue.first, cue.first - 1}:
                return mention
        return None
