"""Rules for the fields of a fillable PDF, and the walk over its fields that filling uses as well."""

import pikepdf

RIGHT_TO_LEFT = "ar"
# A text field is taller than this, in points, only when it is for several lines.
ONE_LINE = 45
MULTILINE = 1 << 12
RADIO = 1 << 15
QUADDING_RIGHT = 2


class Field:
    """A field with a value of its own: its full name, its dictionary and its widgets."""

    def __init__(self, name, node, widgets):
        self.name, self.node, self.widgets = name, node, widgets

    def inherited(self, key, default=None):
        """A value of the field or of the nearest field above that has it."""
        node = self.node
        while node is not None:
            if key in node:
                return node[key]
            node = node.get("/Parent")
        return default

    @property
    def is_text(self):
        return self.inherited("/FT") == "/Tx"

    @property
    def is_radio(self):
        return self.inherited("/FT") == "/Btn" and bool(int(self.inherited("/Ff", 0)) & RADIO)


def fields(pdf):
    """Every field with a value, in the order of the form's tree."""
    found = []

    def visit(node, above):
        name = ".".join([*above, str(node["/T"])]) if "/T" in node else ".".join(above)
        kids = list(node.get("/Kids", []))
        branches = [kid for kid in kids if "/T" in kid]
        if kids and len(branches) == len(kids):
            for kid in kids:
                visit(kid, name.split("."))
        else:
            found.append(Field(name, node, kids or [node]))

    for root in pdf.Root.get("/AcroForm", {}).get("/Fields", []):
        visit(root, [])
    return found


def states(widget):
    """The ways a box or a button can look when it is on."""
    return [name for name in widget.get("/AP", {}).get("/N", {}).keys() if name != "/Off"]


def height(widget):
    rectangle = [float(corner) for corner in widget.Rect]
    return abs(rectangle[3] - rectangle[1])


def form(pdf, lang):
    """Names, labels, flags and states of every field; every widget belongs to one."""
    every = fields(pdf)
    found = names(every) + strays(pdf, every)
    for field in every:
        found += [f"the field `{field.name}` {fault}" for fault in one_field(field, lang)]
    if every and pdf.Root.AcroForm.get("/DR", {}).get("/Font") is None:
        found.append("the form has no font for what is typed")
    return found


def names(every):
    seen, found = set(), []
    for field in every:
        if not field.name or field.name.endswith("."):
            found.append("a field has no name")
        if field.name in seen:
            found.append(f"two fields are called `{field.name}`")
        seen.add(field.name)
    return found


def strays(pdf, every):
    """Widgets that no field has, and fields that no page shows."""
    owned = {widget.objgen: field.name for field in every for widget in field.widgets}
    shown = set()
    found = []
    for number, leaf in enumerate(pdf.pages, 1):
        for one in leaf.obj.get("/Annots", []):
            if one.get("/Subtype") == "/Widget":
                shown.add(one.objgen)
                if one.objgen not in owned:
                    found.append(f"page {number}: a widget belongs to no field")
    missing = [name for key, name in owned.items() if key not in shown]
    return found + [f"the field `{name}` has a widget on no page" for name in missing]


def one_field(field, lang):
    kind = str(field.inherited("/FT", "none"))
    if kind not in ("/Tx", "/Btn"):
        return [f"is of the kind {kind}"]
    found = []
    for widget in field.widgets:
        if not str(widget.get("/TU", field.inherited("/TU", ""))).strip():
            found.append("has no label for screen readers (TU)")
        if int(widget.get("/F", 0)) & 0b100110 != 0b100:
            found.append("is hidden or is not printed")
    if field.is_text:
        return found + text_field(field, lang)
    return found + (radio_group(field) if field.is_radio else check_box(field))


def text_field(field, lang):
    found = []
    is_multiline = bool(int(field.inherited("/Ff", 0)) & MULTILINE)
    tall = max(height(widget) for widget in field.widgets)
    if is_multiline != (tall > ONE_LINE):
        found.append(f"is {tall:.0f} points tall and is {'' if is_multiline else 'not '}for several lines")
    if lang == RIGHT_TO_LEFT and int(field.inherited("/Q", 0)) != QUADDING_RIGHT:
        found.append("is not aligned to the right (Q 2)")
    if field.inherited("/DA") is None:
        found.append("has no font and size (DA)")
    return found


def radio_group(field):
    every = [states(widget) for widget in field.widgets]
    found = []
    if any(len(one) != 1 for one in every):
        found.append(f"has a button with the states {every}")
    if len({one[0] for one in every if one}) != len(every):
        found.append("has two buttons with one state")
    if len(every) < 2:
        found.append("is a group of a single button")
    return found


def check_box(field):
    return [] if len(states(field.widgets[0])) == 1 else ["is a box without one state for being ticked"]
