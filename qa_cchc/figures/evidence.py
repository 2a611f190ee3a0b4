"""What speaks for an indicator: the words of a number, those of its whole, and those around it, by nearness."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from qa_cchc.figures.catalogue import load as load_catalogue
from qa_cchc.figures.counted_kinds import unit_classes
from qa_cchc.figures.meanings import Heard, load_meanings

_LABEL_OF_CLOSED = re.compile(r":\s*\d[^:]*;")
# "ISO 9001:2015" is one name.
_PIECES = re.compile(r"[;()]|:(?!\d)|(?<!\d):")
_RATE = re.compile(r"(?<![^\W_])(?:tỷ|tỉ) lệ\s", re.IGNORECASE)
NUMBER_OF = re.compile(r"^\W*(?:tổng )?số(?: lượng)?\s+", re.IGNORECASE)
# Digits of dates and of numbers of documents count nothing.
_DATES = re.compile(
    r"(?:năm|tháng|quý|ngày|số|giai đoạn|kỳ)\s+\d[\d/.\-–]*(?:/[^\W\d_][\w\-–]*(?:/[\w\-–]+)*)?|\d+/\d{4}"
    r"|\d+(?:/\d+)?/[^\W\d_][\w\-–]*",
    re.IGNORECASE,
)
# What costs less when left out does not tell a thing from what it is about.
_DECISIVE = 0.5
_INDEX_NAME = re.compile(
    r"(?:chỉ số |gọi tắt là )?(?:[A-Z]{3,5}|(?:PAR|ICT|Par)[- ]?(?:INDEX|Index))(?: (?:năm )?\d{4})?"
)
_CLOSED = re.compile(r"\([^()]*\)")
# Weights of what is said: of the number itself, of the whole it is part of, and further and further away. What only a
# heading or an earlier sentence says is taken where nothing else tells the indicator.
_OWN, _WHOLE = 1.0, 0.4
_NEARNESS = {"segment": 0.3, "after": -0.02, "sentence": 0.2, "paragraph": -0.05, "section": -0.1}
_OF_ALL = 0.1
_PRESUMED = -0.2
# States that heads name two of, and the numbers of such a pair.
_STATES = (
    (frozenset({"assigned", "given", "quota"}), frozenset({"present"})),
    (frozenset({"received"}), frozenset({"resolved", "returned"})),
)
_SECOND = re.compile(r"\W*(?:và|/|còn)\W*", re.IGNORECASE)
_THEN_ANOTHER = re.compile(r"\s*(?:[^\W\d_]+\s+){0,2}(?:và|/)\s+\d[\d.,]*(?!\s*%)", re.IGNORECASE)
# Of things spoken of in one layer the farther ones weigh less, each by this.
_FARTHER = 0.05
_TERMS = frozenset({"early", "on_time", "early_or_on_time", "in_time"})
_FILE_STAGES = frozenset({"received", "resolved", "pending", "carried_over", "to_resolve", "late"})
_ENTRIES = frozenset({"online", "direct", "postal"})
_SURVEYING = frozenset({"sent_out", "got_back", "survey", "survey_about"})
_KEPT = frozenset({"order", "subject", "service_level", "essentiality", "internality"})
_WAYS = frozenset({"channel", "post_channel", "postal_matter", "pay"})
_HANDED_IN = frozenset({"channel", "post_channel", "postal_matter"})
_REACH = {"segment": 1, "after": 1, "sentence": 2, "paragraph": 3, "section": 4}


@dataclass(frozen=True, slots=True)
class Words:
    """The words around a number: its own before it (`left`) and from its unit on (`counted`), the sentence `before`
    them, what stands `after` up to the end of the clause, and the `rest` of the sentence.

    `bare` says that nothing stands before the number but whose figure it is, or when; `continues` that nothing more
    than a name tells it from the one before. `base` is what a share is of, where that is said;
    `decimal` that the number is no whole one, `coded` that it may be a mark of a form (no = 0, yes = 1).
    """

    left: str
    counted: str
    before: str
    unit: str | None
    continues: bool = False
    bare: bool = False
    base: str = ""
    after: str = ""
    decimal: bool = False
    coded: bool = False
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of a number: its indicator, concepts of its own words, those with what its whole and the chosen
    indicator add, and the classes of what it counts (None where no noun says it)."""

    indicator_id: str | None
    own: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    classes: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Background:
    """What stands before a sentence: earlier sentences of its paragraph, what leads in, and the headings above, the
    nearest first. `run_in` is a heading that the paragraph opens with, `last` what was told of the last number before,
    `thing` of the last one before whose own noun says what is counted and which is no part of another, `base` of the
    one that a count is out of ("20/36 nhiệm vụ").
    """

    paragraph: str = ""
    lead: str = ""
    titles: tuple[str, ...] = ()
    run_in: str = ""
    last: Told | None = None
    thing: Told | None = None
    base: Told | None = None


NOTHING_TOLD = Told(None)
NOTHING_BEFORE = Background()


@dataclass(slots=True)
class Evidence:
    """Concepts for and against: `own` are of the number's own words, `firm` those that are not merely what the thing is
    about, `whole` of its whole, `shared` said of the number before as well; `weights` of all. `matter` is the theme of
    the number before, `far` what of `shared` only the paragraph or a heading says, `noun` the classes of what a
    share is of, `thing` those of what a bare one goes on counting; `rate` says that its words call it a rate,
    `in_turn` that it is one of a pair in two states."""

    own: frozenset[str]
    firm: frozenset[str]
    classes: frozenset[str] | None
    weights: dict[str, float] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    far: frozenset[str] = frozenset()
    matter: str | None = None
    noun: frozenset[str] = frozenset()
    thing: frozenset[str] = frozenset()
    rate: bool = False
    coded: bool = False
    in_turn: bool = False


def gather(
    own: frozenset[str],
    firm: frozenset[str],
    classes: frozenset[str] | None,
    words: Words,
    background: Background,
    whole: Told | None,
    neighbour: Told | None,
    telling: bool,
    clause_stage: bool = False,
) -> Evidence:
    """Concepts of a number's own words and those it leaves to others, each facet from the nearest that speaks of it.

    With `clause_stage` what happened to the things may stand earlier in the clause ("nhận 31 hồ sơ, 12 qua mạng").
    """
    meanings = load_meanings()
    evidence = Evidence(own, firm, classes, coded=words.coded)
    evidence.weights = {
        c: (_OWN if c in firm or meanings.extra(c) < _DECISIVE else 0.0) + meanings.weight(c) - 1 for c in own
    }
    evidence.rate = words.unit == "%" and _RATE.search(words.left) is not None
    evidence.noun = meanings.classes(NUMBER_OF.sub("", words.counted)) if words.unit == "%" else frozenset()
    taken = {meanings.facet_of[c] for c in own}
    if not any(meanings.facet_of[c] == "subject" and _countable(c, classes) for c in own):
        taken.discard("subject")
    said = whole.said if whole is not None else frozenset()
    if not said and not telling:
        head = _head_before(words)
        said = frozenset(c for c in head or _head_of_lead(background.lead) if _may_count(c, classes))
        nearer = words.before[max(words.before.rfind(":"), words.before.rfind(";")) + 1 :]
        if head and words.unit is None and names_thing(concepts_of(nearer)):
            # "Biên chế: công chức giao 84, có 79; viên chức giao 1.156, có 1.098": what was named since.
            said = frozenset(c for c in said if meanings.facet_of[c] != "subject")
        if words.unit != "%" and "g_satisfaction" in said:
            # "Hài lòng: phát 300 phiếu": the heading of a survey says nothing of its answers.
            said -= {"satisfied"}
    in_turn = _in_turn(said, words)
    evidence.in_turn, said = in_turn != said, in_turn
    if whole is None and "form" in (classes or ()) and own & _SURVEYING:
        # "Mức độ hài lòng: khảo sát 600 phiếu": what the survey was about is not yet what was found.
        said -= {"satisfied"}
    evidence.whole = frozenset(
        c for c in said if meanings.facet_of[c] not in taken and not meanings.facets[meanings.facet_of[c]].at_unit
    )
    evidence.weights |= {c: _WHOLE + meanings.weight(c) - 1 for c in evidence.whole}
    taken |= {meanings.facet_of[c] for c in evidence.whole}
    _add_thing(evidence, taken, words, background.thing)
    _add_base(evidence, taken, background.base)
    if whole is not None:
        # "kiểm tra 06 đơn vị, gồm 03 phòng": the word that opens the parts says nothing of them.
        taken.add("having")
    segment = words.before[words.before.rfind(";") + 1 :]
    for concept in _said_of_all(background, own) if telling else ():
        if meanings.facet_of[concept] not in taken:
            evidence.weights.setdefault(concept, _OF_ALL + meanings.weight(concept) - 1)
    taken |= {meanings.facet_of[c] for c in evidence.weights}
    staged = "stage" in taken and not ("received" in evidence.whole and "received" not in own)
    if "time" in taken and not staged and neighbour is not None and "pending" in neighbour.said and segment:
        # "đang giải quyết 367 hồ sơ, trong hạn 361 hồ sơ": the parts of what is pending.
        evidence.weights["pending"] = _NEARNESS["segment"]
    if "time" in taken and not staged and "in_time" in own and "done" in _said(neighbour) and segment:
        # "đã hoàn thành 118 nhiệm vụ, trong hạn 101 nhiệm vụ": the parts of what is done.
        evidence.weights.setdefault("done", _NEARNESS["segment"])
        taken.add("stage")
    if "time" in taken and "stage" not in taken and not whole and _still_open(background):
        # "Hồ sơ đang giải quyết: trong hạn 361 hồ sơ, quá hạn 06 hồ sơ".
        evidence.weights["pending"] = _NEARNESS["segment"]
        taken.add("stage")
    if any(meanings.facet_of[c] in _HANDED_IN for c in own):
        # "qua bưu chính 612, trực tiếp 2.936 hồ sơ": each in its own way.
        taken |= _HANDED_IN
    _add_surroundings(evidence, taken, words, background, telling, clause_stage)
    _add_presumed(evidence, taken, words, neighbour)
    evidence.matter = _theme(neighbour)
    return evidence


def _in_turn(said: frozenset[str], words: Words) -> frozenset[str]:
    """Of two states that a head names, the one that a number of a pair is of: "Biên chế giao và có mặt: công chức 94 và
    88"."""
    for first, second in _STATES:
        if not (first & said and second & said):
            continue
        if _SECOND.fullmatch(words.left):
            return said - first
        if _THEN_ANOTHER.match(words.rest):
            return said - second
    return said


def _said(told: Told | None) -> frozenset[str]:
    return told.said if told is not None else frozenset()


def _add_thing(evidence: Evidence, taken: set[str], words: Words, thing: Told | None) -> None:
    """Adds what a number without a noun of its own goes on counting: "nhận 146 đơn (khiếu nại 11), giải quyết 138"."""
    meanings = load_meanings()
    if thing is None or words.unit is not None or evidence.classes is not None or "subject" in taken:
        return
    evidence.thing = thing.classes or frozenset()
    facets = {facet for facet, one in meanings.facets.items() if facet == "subject" or one.at_unit} - taken
    named = [c for c in thing.said if meanings.facet_of[c] in facets]
    for concept in named:
        evidence.weights.setdefault(concept, _NEARNESS["segment"] + meanings.weight(concept) - 1)
    taken |= {meanings.facet_of[c] for c in named}


def _add_base(evidence: Evidence, taken: set[str], base: Told | None) -> None:
    """Adds whose tasks or which procedures a count is out of, from where those were counted."""
    facet_of = load_meanings().facet_of
    named = [c for c in base.said if facet_of[c] in _KEPT and facet_of[c] not in taken] if base is not None else []
    for concept in named:
        evidence.weights.setdefault(concept, _WHOLE)
    taken |= {facet_of[c] for c in named}


def names_thing(concepts: frozenset[str]) -> bool:
    """Whether concepts name a thing that can be counted."""
    facet_of = load_meanings().facet_of
    return any(facet_of[c] == "subject" and _countable(c, None) for c in concepts)


def _add_surroundings(
    evidence: Evidence, taken: set[str], words: Words, background: Background, telling: bool, staged: bool
) -> None:
    """Adds what the words around say, layer by layer; a facet that a nearer layer speaks of is taken."""
    meanings = load_meanings()
    classes = evidence.classes
    segment = words.before[words.before.rfind(";") + 1 :]
    texts = {
        "segment": (segment,),
        "after": (words.after,),
        "sentence": (words.before,),
        "paragraph": (f"{background.lead} ; {background.paragraph}",),
        "section": background.titles,
    }
    for layer, reach in _REACH.items():
        found: dict[str, str] = {}
        others: dict[str, None] = {}
        # "88 toàn trình, 33 một phần; 76 dịch vụ có phát sinh hồ sơ": of neither level alone.
        open_between: set[str] = set()
        for concept in (concept for text in texts[layer] for concept in _backwards(text)):
            facet = meanings.facet_of[concept]
            shared = meanings.facets[facet].shared
            reaches = meanings.facets[facet].reach >= reach and not (shared and (telling or layer != "segment"))
            reaches = reaches or (staged and facet == "stage" and layer == "segment")
            if not reaches or facet in taken or not _may_count(concept, classes):
                continue
            if found.setdefault(facet, concept) != concept and facet == "subject":
                others.setdefault(concept)
            elif found[facet] != concept and facet == "service_level":
                open_between.add(facet)
        taken |= open_between
        found = {facet: concept for facet, concept in found.items() if facet not in open_between}
        for rank, concept in enumerate(others, 1):
            # "Nhận 84 phản ánh về thái độ cán bộ. Đã trả lời 80": what the nearest thing cannot be, one before may.
            evidence.weights.setdefault(concept, _NEARNESS[layer] - _FARTHER * rank)
        for facet, concept in found.items():
            # What only follows is of the next number as likely.
            heavier = 0.0 if layer == "after" else meanings.weight(concept) - 1
            evidence.weights.setdefault(concept, _NEARNESS[layer] + heavier)
            taken.add(facet)
        if layer == "segment" and not telling:
            # "Khen thưởng 05 tập thể, 12 cá nhân": what is said of the first is said of the second. An index gives
            # points to whatever stands behind its name.
            evidence.shared = frozenset(c for c in found.values() if words.bare or meanings.weight(c) > 1)
            if classes == frozenset({"money"}) and words.bare:
                # "trong đó thanh toán trực tuyến 402 giao dịch, 516 triệu đồng": what the count comes to.
                evidence.weights |= {c: _WHOLE + 0.1 for c in evidence.shared if evidence.weights[c] < _WHOLE}
        if layer in ("paragraph", "section") and not telling and words.bare and classes != frozenset():
            # "15 tập thể và 22 cá nhân" under a heading on commendations: nothing else tells what they are.
            evidence.far |= frozenset(found.values()) - evidence.shared
            evidence.shared |= frozenset(found.values())


def _add_presumed(evidence: Evidence, taken: set[str], words: Words, neighbour: Told | None) -> None:
    """Adds the index that is named only behind, and files where terms are spoken of and nothing else is."""
    meanings = load_meanings()
    own, classes = evidence.own, evidence.classes
    if "index" not in taken:
        # "Tiến độ giải quyết 18 điểm; thanh toán trực tuyến 9 điểm (Bộ chỉ số 766)".
        named = [one for one in meanings.hear(words.rest) if meanings.facet_of[one.concept] == "index"]
        if named and not any(map(str.isdigit, words.rest[named[-1].end :])):
            concept = named[-1].concept
            evidence.weights.setdefault(concept, _NEARNESS["after"] + meanings.weight(concept) - 1)
    if not any(meanings.facet_of[c] == "subject" and w > 0 for c, w in evidence.weights.items()):
        # "Trước hạn 3.300, đúng hạn 795": what has terms is a file unless something else is spoken of.
        elsewhere = neighbour is not None and neighbour.indicator_id and "file" not in neighbour.said
        counted = words.unit is None and classes is None and not elsewhere
        terms = own & _TERMS or (counted and (own | evidence.shared) & (_FILE_STAGES | _ENTRIES))
        if terms or evidence.whole & _TERMS:
            evidence.weights.setdefault("file", _PRESUMED)


def _head_before(words: Words) -> frozenset[str]:
    """Concepts of the head that a number stands under in its sentence."""
    colon = words.before.rfind(":")
    if ":" in words.left and _LABEL_OF_CLOSED.match(words.before, max(colon, 0)):
        # "Công chức: 21 người; viên chức: 133": the label of one item is no head of the next.
        return frozenset()
    return _head(words.before)


def _head(text: str) -> frozenset[str]:
    """Concepts of what a text says before its last colon or the bracket that it opens, where numbers say nothing else
    of their own."""
    text = text.rstrip()
    end = len(text) - 1 if text.endswith("(") else text.rfind(":")
    start = max(text.rfind(";", 0, end), text.rfind(". ", 0, end), text.rfind(":", 0, end)) + 1
    head = _DATES.sub(" ", text[start:end])
    return concepts_of(head) if end >= 0 and not any(map(str.isdigit, head)) else frozenset()


def _head_of_lead(lead: str) -> frozenset[str]:
    """Concepts of the head that a paragraph before leads in with; what goes on behind its colon leads nothing in."""
    return _head(lead) if lead.rstrip(" ;").endswith((":", "(")) else frozenset()


def _still_open(background: Background) -> bool:
    """Whether what leads in, or else the nearest heading, speaks of what is still being dealt with."""
    lead = background.lead.rsplit(";", 1)[-1].strip()
    said = concepts_of(lead or next(iter(background.titles), ""))
    return "pending" in said and not said & {"resolved", "returned", "done", "received"}


def _said_of_all(background: Background, own: frozenset[str]) -> frozenset[str]:
    """How the files were handed in that what leads in speaks of ("Đối với hồ sơ nộp qua mạng:"), or that results were
    handed out ("Hình thức trả kết quả:")."""
    facet_of = load_meanings().facet_of
    head = _head(background.lead)
    ways = frozenset(c for c in head if facet_of[c] in _WAYS)
    if len(ways & _ENTRIES) > 1:
        # "Hồ sơ nộp trực tiếp và qua bưu chính:" leaves open which of them each is.
        ways = frozenset()
    stages = frozenset(c for c in head if facet_of[c] == "stage")
    if stages == {"returned"} and any(facet_of[c] in _WAYS for c in own):
        return ways | stages
    return ways


def _may_count(concept: str, classes: frozenset[str] | None) -> bool:
    return load_meanings().facet_of[concept] != "subject" or _countable(concept, classes)


def _theme(told: Told | None) -> str | None:
    indicator = load_catalogue().get(told.indicator_id) if told is not None and told.indicator_id else None
    return indicator.theme if indicator else None


@lru_cache(maxsize=4096)
def _countable(concept: str, classes: frozenset[str] | None) -> bool:
    """Whether what a concept names may be counted by a noun of these classes."""
    catalogue = load_catalogue()
    # The portal is a subject that nothing counts.
    return any(
        concept in concepts
        and (classes is None or "percent" in classes or unit_classes(catalogue.by_id[identifier]) & classes)
        for identifier, concepts in load_meanings().sets
        if identifier in catalogue.by_id
    )


def concepts_of(text: str) -> frozenset[str]:
    """The concepts of a text."""
    return frozenset(heard.concept for heard in heard_in(text))


def _backwards(text: str) -> Iterator[str]:
    """Concepts of a text, the last first; closed brackets say nothing of what follows."""
    return (heard.concept for heard in reversed(heard_in(text)))


def unbracketed(match: re.Match[str]) -> str:
    """Nothing in place of a bracket, or the index that it names ("(SIPAS 2021)"), in as many letters."""
    inside = match.group()[1:-1]
    return f" {inside} " if _INDEX_NAME.fullmatch(inside) else " " * len(match.group())


@lru_cache(maxsize=4096)
def heard_in(text: str) -> tuple[Heard, ...]:
    """Concepts of a text; none reaches over a colon, a semicolon or a bracket."""
    text = _CLOSED.sub(unbracketed, text)
    heard, start = [], 0
    for end in [*(match.start() for match in _PIECES.finditer(text)), len(text)]:
        found = load_meanings().hear(text[start:end])
        heard += [Heard(one.start + start, one.end + start, one.concept) for one in found]
        start = end + 1
    return tuple(heard)
