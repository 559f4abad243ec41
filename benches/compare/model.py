"""A guide that does not exist: the same pages every time, in three languages.

Says what the pages hold, in Markdown with two marks that no tool has to know: `[text](page:topic-01/page-003#agree)` is a link to
a page, `> [!NOTE]` a callout. Knows nothing about tools; `tools.py` writes the pages the way each of them wants them.
"""

from dataclasses import dataclass
from random import Random

LANGUAGES = ["fi", "sv", "en"]
PAGES_A_SECTION = 40
SECTIONS_IN_MENU = 7

TITLES = {"fi": "Mentoroinnin opas", "sv": "Mentorguiden", "en": "The mentoring guide"}
SECTION = {"fi": "Aihe", "sv": "Ämne", "en": "Topic"}
PAGE = {"fi": "Sivu", "sv": "Sida", "en": "Page"}

# A sentence is one of each: who, does what, when.
SENTENCES = {
    "fi": (
        ["Mentori", "Aktori", "Ohjelman järjestäjä", "Esihenkilö", "Pari", "Jokainen osallistuja", "Kokenut ammattilainen", "Työyhteisö",
         "Uusi työntekijä", "Yhteyshenkilö", "Ryhmän vetäjä", "Moni alanvaihtaja"],
        ["sopii tavoitteista ja kirjaa ne muistiin", "varaa ajan ensimmäiselle tapaamiselle", "kuuntelee enemmän kuin puhuu", "kertoo, mitä on oppinut",
         "pyytää palautetta omasta työstään", "tutustuu alan verkostoihin", "pohtii vahvuuksiaan ja kirjoittaa ne ylös", "kysyy, jos jokin jää epäselväksi",
         "pitää kiinni sovitusta rytmistä", "ehdottaa uutta näkökulmaa", "lukee ohjeet ajatuksella läpi", "päättää itse, mistä puhutaan", "muistaa luottamuksen merkityksen"],
        ["ennen ensimmäistä tapaamista", "heti alussa", "kun tavoitteet ovat selvillä", "viimeistään puolivälissä", "yhdessä muiden kanssa", "ilman kiirettä",
         "ohjelman päättyessä", "joka kerta, kun siihen on aihetta", "niin että molemmat hyötyvät", "vaikka työpäivä olisi ollut pitkä"],
    ),
    "sv": (
        ["Mentorn", "Adepten", "Programmets arrangör", "Chefen", "Paret", "Varje deltagare", "En erfaren yrkesperson", "Arbetsgemenskapen",
         "Den nyanställda", "Kontaktpersonen", "Gruppens ledare", "Den som byter bransch"],
        ["kommer överens om mål och skriver ner dem", "bokar tid för den första träffen", "lyssnar mer än hen talar", "berättar om sina lärdomar",
         "ber om respons på sitt arbete", "lär känna branschens nätverk", "funderar på sina styrkor och antecknar dem", "frågar om något är oklart",
         "håller fast vid den rytm som bestämts", "föreslår ett nytt sätt att se på saken", "läser anvisningarna noga", "bestämmer vad samtalen ska handla om",
         "minns hur viktigt förtroendet är"],
        ["före den första träffen", "genast i början", "när målen är klara", "senast halvvägs", "tillsammans med de andra", "utan brådska",
         "när programmet tar slut", "varje gång det finns anledning", "så att båda har nytta av det", "även efter en lång arbetsdag"],
    ),
    "en": (
        ["The mentor", "The mentee", "The organiser of the programme", "The supervisor", "The pair", "Every participant", "A seasoned professional",
         "The team at work", "The new employee", "The contact person", "The leader of the group", "Someone who changes fields"],
        ["agrees on aims and writes them down", "books a time for the first meeting", "listens more than talks", "tells what there was to learn",
         "asks for feedback on the work", "gets to know the networks of the field", "thinks about strengths and makes a list", "asks when something is unclear",
         "keeps to the rhythm that was agreed", "suggests another way of looking at it", "reads the instructions with care", "decides what to talk about",
         "remembers what trust means"],
        ["before the first meeting", "right at the start", "once the aims are clear", "halfway at the latest", "together with the others", "without hurry",
         "when the programme ends", "whenever there is reason to", "so that both gain from it", "even after a long day at work"],
    ),
}

HEADINGS = {
    "fi": ["Mistä on kyse", "Näin sovitte", "Ennen tapaamista", "Tapaamisen aikana", "Tapaamisen jälkeen", "Jos jokin ei suju", "Muistettavaa"],
    "sv": ["Vad det handlar om", "Så kommer ni överens", "Före träffen", "Under träffen", "Efter träffen", "Om något går snett", "Att komma ihåg"],
    "en": ["What this is about", "How to agree", "Before the meeting", "During the meeting", "After the meeting", "If something goes wrong", "Things to remember"],
}
ANCHORS = ["about", "agree", "before", "during", "after", "trouble", "remember"]
COLUMNS = {"fi": ["Vaihe", "Kuka vastaa", "Milloin"], "sv": ["Steg", "Vem ansvarar", "När"], "en": ["Step", "Who is responsible", "When"]}
SEE_ALSO = {"fi": "Katso myös:", "sv": "Se även:", "en": "See also:"}
CALLOUTS = ["NOTE", "TIP", "IMPORTANT", "WARNING"]
PARTS = ["list", "steps", "table", "tasks", "callout", "quotation", "footnote", "nested"]


@dataclass(frozen=True, eq=False)
class Page:
    """A document in one language. The id is "" for the home page, `topic-01` for a section, `topic-01/page-003` for a page."""

    lang: str
    id: str
    title: str
    summary: str
    related: list
    body: str

    @property
    def section(self):
        return self.id.split("/")[0]

    @property
    def is_section(self):
        return self.id != "" and "/" not in self.id


class Guide:
    """Documents by (language, id), sections before their pages."""

    def __init__(self, pages):
        self.pages = pages
        self.members = {}
        for page in pages.values():
            self.members.setdefault((page.lang, page.section), []).append(page)

    def of(self, lang):
        return [page for page in self.pages.values() if page.lang == lang]

    def sections(self, lang):
        return [members[0] for (language, section), members in self.members.items() if language == lang and section]

    def children(self, section):
        return self.members[section.lang, section.id][1:]

    def menu(self, lang):
        return self.sections(lang)[:SECTIONS_IN_MENU]


def guide(total):
    """A guide of `total` documents: what three does not divide makes the first languages one page longer."""
    pages = {}
    shared = ids(total // len(LANGUAGES))
    for number, lang in enumerate(LANGUAGES):
        own = ids(total // len(LANGUAGES) + (number < total % len(LANGUAGES)), sections=[id for id in shared if id and "/" not in id])
        for id in own:
            pages[lang, id] = page(lang, id, shared)
    return Guide(pages)


def ids(count, sections=None):
    """The home page, the sections, and the pages dealt out to them in turn."""
    sections = sections or [f"topic-{number:02}" for number in range(1, max(3, round(count / PAGES_A_SECTION)) + 1)]
    dealt = {section: [section] for section in sections}
    for number in range(count - 1 - len(sections)):
        section = dealt[sections[number % len(sections)]]
        section.append(f"{section[0]}/page-{len(section):03}")
    return ["", *(id for section in dealt.values() for id in section)]


def title(lang, id):
    if id == "":
        return TITLES[lang]
    section, _, name = id.partition("/")
    number = section.removeprefix("topic-").lstrip("0")
    return f"{PAGE[lang]} {number}.{name[-3:].lstrip('0')}" if name else f"{SECTION[lang]} {number}"


def page(lang, id, shared):
    # What a page is made of depends on its id alone, so that translations have the same parts and lead to the same pages.
    shape, words = Random(f"shape {id}"), Random(f"words {id} {lang}")
    if id == "":
        sections = [other for other in shared if other and "/" not in other]
        body = paragraph(lang, words) + "\n\n" + "\n".join(f"- {link(lang, section)}. {sentence(lang, words)}" for section in sections)
    elif "/" not in id:
        body = paragraph(lang, words) + "\n\n" + paragraph(lang, words)
    else:
        body = text(lang, id, shape, words, shared)
    related = {another(id, shape, shared) for _ in range(3)} if "/" in id else {}
    return Page(lang, id, title(lang, id), sentence(lang, words), sorted(related), body + "\n")


def another(id, shape, shared):
    """A page that is neither this one nor a section."""
    while True:
        other = shape.choice(shared)
        if "/" in other and other != id:
            return other


def headings(id):
    return sorted(Random(f"headings {id}").sample(range(len(ANCHORS)), 5))


def text(lang, id, shape, words, shared):
    """An opening and five headed parts, of about 4 000 characters: the size of a page of a real guide."""
    blocks = [paragraph(lang, words)]
    for number, heading in enumerate(headings(id)):
        blocks.append(f"## {HEADINGS[lang][heading]} {{#{ANCHORS[heading]}}}")
        blocks.append(paragraph(lang, words))
        blocks.append(part(shape.choice(PARTS), number, lang, shape, words))
        target = another(id, shape, shared)
        place = f"#{ANCHORS[shape.choice(headings(target))]}" if number % 2 else ""
        blocks.append(f"{SEE_ALSO[lang]} {link(lang, target, place)}. {sentence(lang, words)}")
    return "\n\n".join(blocks)


def part(kind, number, lang, shape, words):
    """One of the things that make Markdown worth parsing."""
    count = shape.randint(3, 6)
    sentences = [sentence(lang, words) for _ in range(count)]
    match kind:
        case "list":
            return "\n".join(f"- {emphasised(line)}" for line in sentences)
        case "steps":
            return "\n".join(f"{step}. {line}" for step, line in enumerate(sentences, 1))
        case "nested":
            return "\n".join(f"- {line}\n  - {emphasised(sentence(lang, words))}\n  - {sentence(lang, words)}" for line in sentences[:3])
        case "tasks":
            return "\n".join(f"- [{'x' if step % 3 == 0 else ' '}] {line}" for step, line in enumerate(sentences))
        case "table":
            who, what, when = SENTENCES[lang]
            rows = [COLUMNS[lang], ["---"] * 3, *([words.choice(what), words.choice(who), words.choice(when)] for _ in range(count))]
            return "\n".join(f"| {' | '.join(row)} |" for row in rows)
        case "callout":
            return f"> [!{shape.choice(CALLOUTS)}]\n> {sentences[0]} {sentences[1]}"
        case "quotation":
            return f"> {sentences[0]}\n>\n> {emphasised(sentences[1])}"
        case "footnote":
            return f"{sentences[0]}[^{number + 1}] {sentences[1]}\n\n[^{number + 1}]: {sentences[2]}"


def link(lang, id, place=""):
    return f"[{title(lang, id)}](page:{id}{place})"


def emphasised(line):
    first, _, rest = line.partition(" ")
    return f"**{first}** {rest}"


def paragraph(lang, words):
    return " ".join(sentence(lang, words) for _ in range(words.randint(3, 5)))


def sentence(lang, words):
    return " ".join(words.choice(choices) for choices in SENTENCES[lang]) + "."
