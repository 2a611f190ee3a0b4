"""Whose figure each number of a sentence is: the parts that named bodies play in it, and how far each holds.

"UBND tỉnh giao Sở 612 nhiệm vụ" is of the Sở; "67 văn bản do cấp huyện gửi đến" of nobody named; "346 thủ tục cấp
huyện, 129 thủ tục cấp xã" names one level for each number; "Cấp xã: tiếp nhận 90 hồ sơ; giải quyết 80 hồ sơ" one for
all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from qa_cchc.figures import body_words as said
from qa_cchc.figures.brackets import open_bracket
from qa_cchc.figures.clauses import part_words
from qa_cchc.figures.link_words import is_linking
from qa_cchc.figures.quantity import Quantity
from qa_cchc.figures.respectively import bodies_in_turn, runs
from qa_cchc.figures.scopes import Scope, find_scopes
from qa_cchc.figures.sectors import find_fields, trimmed

Part = Literal["head", "subject", "place", "label", "behind", "other", "none"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named in a sentence and the part it plays there.

    "head": what a colon opens ("Cấp xã: …"); "subject": who does what follows; "place": where it is ("của", "tại");
    "label": stands for the number right behind it; "behind": belongs to the number before it; "other": somebody who is
    no body, or all together, takes over from the last one; "none": no holder.
    """

    start: int
    end: int
    text: str
    part: Part
    office: bool


def mentions(sentence: str, found: Sequence[Quantity]) -> list[Mention]:
    """The bodies that a sentence names, with their parts."""
    told: list[Mention] = []
    bodies = find_scopes(sentence, offices=True)
    fields = [Scope(start, end, sentence[start:end]) for start, end in find_fields(sentence)]
    taken = [(scope.start, scope.end) for scope in bodies]
    others = [one for one in _others(sentence) if not any(start <= one.start < end for start, end in taken)]
    for scope in sorted((*bodies, *fields, *others), key=lambda scope: scope.start):
        if scope in others:
            told.append(Mention(scope.start, scope.end, scope.text, "other", False))
            continue
        mention = _mention(sentence, found, scope, told[-1] if told else None)
        if told and mention.start == told[-1].start:
            # "Sở A và Sở B tiếp nhận 45 hồ sơ": both together.
            told.pop()
        elif mention.part == "none" and told and _assigns_with(sentence, told[-1], scope):
            # "nhiệm vụ UBND tỉnh, Chủ tịch UBND tỉnh giao": neither holds.
            told[-1] = replace(told[-1], part="none")
        told.append(mention)
    return told


def _others(sentence: str) -> list[Scope]:
    """What opens a clause behind a ";" and is no body of the report: a channel, a campaign, a sum of what was said."""
    return [Scope(one.start(1), one.end(1), one.group(1)) for one in said.OTHER.finditer(sentence)]


def _assigns_with(sentence: str, last: Mention, scope: Scope) -> bool:
    joined = said.JOINT.fullmatch(sentence, last.end, scope.start)
    return joined is not None and said.ASSIGNS.match(sentence, scope.end) is not None


def _mention(sentence: str, found: Sequence[Quantity], scope: Scope, last: Mention | None) -> Mention:
    before = sentence[max(0, scope.start - said.REACH) : scope.start]
    part = _part(sentence, before, found, scope)
    joint = said.JOINT.fullmatch(sentence, last.end, scope.start) if last is not None else None
    if last is not None and joint and last.part in ("none", "place", "behind") and part in ("subject", "place"):
        # "trình UBND tỉnh, HĐND tỉnh": what is joined plays one part.
        part = last.part
    elif last is not None and joint and last.part == "subject" and part in ("subject", "label", "head"):
        together = joint.group(1) != "," or last.text.split()[0] == scope.text.split()[0]
        start = last.start if together else scope.start
        return Mention(start, scope.end, sentence[start : scope.end], part, last.office and scope.office)
    return Mention(scope.start, scope.end, scope.text, part, scope.office)


def _part(sentence: str, before: str, found: Sequence[Quantity], scope: Scope) -> Part:
    after = said.MARKS.match(sentence, scope.end).end()  # type: ignore[union-attr]
    preceding = next((q for q in reversed(found) if q.start <= scope.start), None)
    if preceding is not None and scope.start < preceding.end:
        # "52 xã, phường": the counted thing itself; "18 xã, thị trấn: nhận 300 hồ sơ" tells whose the others are.
        heads = re.match(r"\s*:", sentence[after:]) and _opens_sentence(sentence, preceding.start)
        return "head" if heads else "none"
    if preceding is not None and sentence[after : after + 1] == ")":
        bracket = said.BRACKETED.match(sentence, preceding.end)
        if bracket and bracket.end() == scope.start:
            return "behind"
    levelled = scope.text.lower().startswith("cấp ")
    if (said.NUMBER_BEFORE.search(before) and not levelled) or said.KIND.search(before):
        return "none"
    if said.TITLE.search(before) and _counted_title(before):
        return "none"
    if said.ISSUER.search(before) and (preceding is None or preceding.end < scope.start - len(before)):
        return "none"
    following = next((q for q in found if q.start >= scope.end), None)
    gap = sentence[after : following.start] if following else ""
    if said.GIVEN.search(before) and following is not None:
        # "07 ý kiến giao các phòng trả lời": what is given stands before.
        given_before = preceding is not None and not re.search(r"[,;:.()]", sentence[preceding.end : scope.start])
        return "none" if given_before or ";" in gap else "subject"
    if said.TITLE.search(before) and said.HEADED.fullmatch(scope.text):
        # "Chủ tịch UBND tỉnh ký 02 quyết định": who heads the office above, or the reporting one.
        return "none"
    if said.PEOPLE.search(before) or said.SHOWN_BY.search(before):
        return "none"
    if preceding is not None and said.MENDS.match(sentence, after):
        return "none"
    if said.RECEIVER.search(before) or (said.AGENT.search(before) and said.ACTS.match(sentence, scope.end)):
        return "none"
    if said.ASSIGNS.match(sentence, after):
        return "none"
    if scope.office and not _office_holds(sentence, before, after, scope, following):
        return "none"
    colon = re.match(r"\s*(?:\([^()]{2,60}\)\s*)?:", sentence[after:])
    if colon and _opens_clause(sentence, scope.start):
        return "head"
    if following is not None and _straight(gap):
        return "label"
    if preceding is not None and scope.start < preceding.right[1] and not _opens_clause(sentence, scope.start):
        between = sentence[preceding.end : scope.start]
        # "chiếm 38% tổng số hồ sơ cấp xã": what a share is of.
        base = preceding.unit == "%" and said.BASE.match(between)
        return "behind" if not base and not said.SENT.match(sentence, after) and _attached(between) else "none"
    if following is not None and (is_linking(gap.replace("(", " ")) and not re.search(r"[;.]", gap)):
        return "label"
    if said.LOCATED.search(before) and not _opens_sentence(sentence, scope.start):
        # "Hai trường tại xã X được sáp nhập": where something happened.
        return "none" if said.PLAIN_PLACE.match(scope.text) else "place"
    if said.PLACE.search(before) and not _opens_clause(sentence, scope.start):
        return "place"
    return "subject" if _opens_clause(sentence, scope.start) or not scope.office else "none"


def _straight(gap: str) -> bool:
    """Whether nothing but a bracket or a linking verb parts a name from its number ("xã A (45%)", "cấp xã là 30")."""
    return re.search(r"[,;:.]|(?<![^\W_])và(?![^\W_])", gap) is None and is_linking(gap.replace("(", " "))


def _counted_title(before: str) -> bool:
    return re.search(r"\d\s+(?:đồng chí\s+)?(?:[^\W\d_]+\s+){1,3}$", before) is not None


def _office_holds(sentence: str, before: str, after: int, scope: Scope, following: Quantity | None) -> bool:
    """Whether an office is more than somebody spoken of: it opens a clause, stands right before its number, or behind
    "tại"."""
    if _opens_clause(sentence, scope.start) or _opens_sentence(sentence, scope.start):
        return True
    if following is not None and is_linking(sentence[after : following.start]):
        return True
    return said.LOCATED.search(before) is not None or re.search(r"(?<![^\W_])của\s+$", before) is not None


def _attached(between: str) -> bool:
    """Whether a body named behind a number is whose it is: a preposition leads to it, or it follows the thing at"
    " once."""
    if re.search(r"(?<![^\W_])(?:tại|ở|của|thuộc|trên địa bàn|cho|do)\s+(?:các\s+|khối\s+)?$", between):
        # "08 chi nhánh đặt tại các huyện": where something stands.
        return not said.OF_ANOTHER.search(between)
    words = re.findall(r"[^\W\d_]+", between)
    return len(words) <= 6 and not re.search(
        r"(?<![^\W_])(?:chưa|không|kiểm tra|có|đã|được|để|theo|về|phục vụ|trình|đến|và)(?![^\W_])",
        between,
        re.IGNORECASE,
    )


def _opens_clause(sentence: str, start: int) -> bool:
    opened = said.CLAUSE_OPENING.search(sentence, max(0, start - 40), start)
    return opened is not None or _opens_sentence(sentence, start)


def _opens_sentence(sentence: str, start: int) -> bool:
    match = said.OPENING.match(sentence)
    return match is not None and match.end() >= start


def scopes_of(
    sentence: str,
    found: Sequence[Quantity],
    told: Sequence[Mention],
    carried: Mention | None,
    outer: str | None,
    footnote: bool,
) -> list[str | None]:
    """Whose each quantity is. `carried` is who the sentences before spoke of, `outer` whose the number is that a
    footnote or list details."""
    given: list[str | None] = []
    shared = bodies_in_turn(sentence, [(quantity.start, quantity.end) for quantity in found])
    # An office that acts ("Sở Tư pháp kiểm tra 45 văn bản.") holds on only while the next sentence leaves out who acts.
    holds = carried is not None and (not carried.office or carried.part == "head" or said.GOES_ON.match(sentence))
    default = carried.text if carried is not None and holds else outer
    paired = _paired(sentence, found)
    for index, quantity in enumerate(found):
        if index in shared:
            given.append(shared[index])
            continue
        if index in paired:
            before = [given[one] for one in paired[index][1]]
            if len(set(before)) == len(before):
                # "450 phiếu tại thị xã và 900 phiếu ở các xã; thu về lần lượt 431 và 862".
                given.append(before[paired[index][0]])
                continue
        if quantity.restates is not None:
            # "03 xã chưa đạt là xã A (45%), …": a name in between is whose share it is.
            since = found[index - 1].end
            named = [m for m in told if m.part == "label" and since <= m.start and m.end <= quantity.start]
            given.append(named[-1].text if named else given[quantity.restates])
            continue
        if index - 1 in shared and not any(m.start >= found[index - 1].end for m in told if m.end <= quantity.start):
            clause = sentence[found[index - 1].end : quantity.start]
            if not re.search(r"[;.]", clause):
                # "lần lượt là 301, 52 và 27, cộng lại chiếm 94,5%": of all of them together.
                given.append(default)
                continue
        given.append(_scope_of(sentence, found, index, told, default, given, footnote))
    return given


def _paired(sentence: str, found: Sequence[Quantity]) -> dict[int, tuple[int, tuple[int, ...]]]:
    """For each number in turn, its place in its run and the numbers before that the run goes along with."""
    paired: dict[int, tuple[int, tuple[int, ...]]] = {}
    for run in runs(sentence, [(quantity.start, quantity.end) for quantity in found]):
        leaders = [i for i in range(run.numbers[0]) if found[i].restates is None and found[i].whole is None]
        before = tuple(leaders[-len(run.numbers) :])
        alike = len({found[i].unit for i in before}) == 1 and before == tuple(range(before[0], before[-1] + 1))
        if len(before) == len(run.numbers) and alike:
            paired.update((index, (place, before)) for place, index in enumerate(run.numbers))
    return paired


def _scope_of(
    sentence: str,
    found: Sequence[Quantity],
    index: int,
    told: Sequence[Mention],
    default: str | None,
    given: Sequence[str | None],
    footnote: bool,
) -> str | None:
    quantity = found[index]
    bracket = said.BRACKETED.match(sentence, quantity.end)
    reach = bracket.end() + 1 if bracket else quantity.right[1]
    behind = [m for m in told if m.part == "behind" and quantity.end <= m.start < max(reach, quantity.right[1])]
    if behind:
        bare = bracket and said.BARE_LEVEL.fullmatch(behind[0].text)
        return f"cấp {behind[0].text}" if bare else behind[0].text
    before = _holding(sentence, told, quantity)
    label = quantity.named if quantity.label else None
    among = before is None or before.start >= label[0] or said.FIELD.match(before.text) if label else False
    if label and (footnote or quantity.whole is not None or among):
        # A mere label ("Đất đai", "Công an thị xã") is the sector or unit of this part.
        return trimmed(sentence[slice(*label)])
    if quantity.whole is not None or footnote:
        words = trimmed(sentence[slice(*part_words(sentence, found, index))])
        nearer = before is not None and before.start > quantity.start - len(words) - 20
        if said.STAFF.match(words) and len(words) < 60 and not nearer:
            return words
    if before is None or before.part == "other":
        return given[quantity.whole] if quantity.whole is not None else default
    vertical = [
        m for m in told if m.end < before.start and "ngành dọc" in m.text and ";" not in sentence[m.end : before.start]
    ]
    if vertical and said.AT_DESK.match(before.text):
        return f"{vertical[-1].text} tại {before.text}"
    return before.text


def _holding(sentence: str, told: Sequence[Mention], quantity: Quantity) -> Mention | None:
    """The last body named before a quantity whose part reaches as far as the quantity."""
    inside = open_bracket(sentence, quantity.start)
    for mention in reversed(told):
        if mention.end > quantity.start or mention.part in ("none", "behind"):
            continue
        opened = open_bracket(sentence, mention.start)
        if opened is not None and opened != inside:
            continue
        between = sentence[mention.end : quantity.start]
        if mention.part == "label":
            bracket = re.match(r"[⁰-⁹¹²³*]*\s*\(", between)
            if opened is None and bracket and inside != mention.end + bracket.end() - 1:
                # "phường A (11 hồ sơ), …": of the number in the brackets alone.
                continue
            if ";" in _outside_brackets(between):
                continue
        if mention.part == "place":
            if ";" in _outside_brackets(between):
                continue
            acting = [m for m in told if m.part == "subject" and m.end <= mention.start]
            if acting and ";" not in sentence[acting[-1].end : mention.start] and "," in between:
                # "UBND huyện kiểm tra tại xã A, phát hiện 12 hạn chế": who acts goes on acting.
                return acting[-1]
        return mention
    return None


def _outside_brackets(text: str) -> str:
    return re.sub(r"\([^()]*\)", " ", text)


def goes_on(
    sentence: str, found: Sequence[Quantity], told: Sequence[Mention], carried: Mention | None
) -> Mention | None:
    """Whom the next sentence goes on about when it names nobody."""
    heads = [m for m in told if m.part == "head" and _opens_sentence(sentence, m.start)]
    if heads:
        return heads[0]
    acting = [m for m in told if m.part == "subject" and open_bracket(sentence, m.start) is None]
    first = next((q.start for q in found), len(sentence))
    opening = [
        m
        for m in told
        if m.part in ("subject", "place", "label")
        and (_opens_sentence(sentence, m.start) or m.text.lower().startswith("toàn "))
    ]
    leading = [m for m in opening if m.start < first and m.part != "label"]
    if leading and said.FIELD.match(leading[0].text) and any(q.label and q.start > first for q in found):
        # "Lĩnh vực lao động có 1.702, đầu tư 518": a list of sectors, and the sentence behind it is of none of them.
        return carried
    if leading and len({m.text for m in acting} | {leading[0].text}) <= 1:
        return leading[0]
    if acting or opening:
        return None
    return carried


def named_by_heading(title: str) -> str | None:
    """Whose figures stand under a heading: the body it names as its own or as the place ("… tại Văn phòng X")."""
    told = [m for m in mentions(title, ()) if m.part in ("head", "subject", "place", "label")]
    return told[-1].text if told else None


def counted_bodies(lead: str) -> str | None:
    """The bodies that an introduction is no more than the number of: "b) Tại UBND 09 xã, phường:"."""
    match = said.COUNTED.fullmatch(lead)
    return " ".join(match["bodies"].split()) if match else None


def told_by_lead(lead: str, found: Sequence[Quantity]) -> str | None:
    """Whom the items under an introduction are about, None when it names nobody or several."""
    if counted := counted_bodies(lead):
        return f"các {counted}"
    told = mentions(lead, found)
    heads = [m for m in told if m.part == "head"]
    if heads:
        return heads[-1].text
    told = [m for m in told if m.part in ("subject", "place", "label")]
    return told[0].text if len({m.text for m in told}) == 1 else None
