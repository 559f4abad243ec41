#!/usr/bin/env python3
"""Writes the same guide for each tool, the way its users would write it.

    python3 benches/compare/generate.py --pages 1000 --out /dev/shm/guide [--tool hugo …]

Each tool gets a folder of its own below --out: content with links in the tool's own manner, the small theme of `themes/`, and
settings that turn off what the others do not do (search, feeds, pages for print). Luotsi comes twice: with its own theme, and with a
small one like theirs.
"""

import argparse
import json
import posixpath
import re
import shutil
from pathlib import Path

import model

THEMES = Path(__file__).parent / "themes"
BASE = "https://guide.example"
LINK = re.compile(r"\(page:([^#)]*)(#[^)]*)?\)")
HEADING_ID = re.compile(r" \{#[a-z]+\}$", re.MULTILINE)
CALLOUT = re.compile(r"^> \[!([A-Z]+)\]$", re.MULTILINE)


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def quoted(value):
    """Strings and lists as YAML and TOML both read them."""
    return json.dumps(value, ensure_ascii=False)


def yaml(keys):
    return "---\n" + "".join(f"{key}: {quoted(value)}\n" for key, value in keys.items()) + "---\n\n"


def source(page, index="index.md"):
    """The file of a page, below the folder of its language."""
    return f"{page}.md" if "/" in page else posixpath.join(page, index)


def relative(page, index="index.md"):
    """How a page writes links to other files."""
    folder = posixpath.dirname(source(page.id, index))
    return lambda other: posixpath.relpath(source(other, index), folder or ".")


def body(page, address, fragments=True, callouts=True):
    """The text with real links, and without what the tool does not know."""
    text = LINK.sub(lambda found: f"({address(found[1])}{(found[2] or '') if fragments else ''})", page.body)
    if not fragments:
        text = HEADING_ID.sub("", text)
    # A quotation that starts with its kind is what remains of a callout elsewhere.
    return text if callouts else CALLOUT.sub(lambda found: f"> **{found[1].capitalize()}.**", text)


def languages(guide, page):
    return [lang for lang in model.LANGUAGES if (lang, page.id) in guide.pages]


def address(lang, id):
    return f"/{lang}/{id}/" if id else f"/{lang}/"


def menus(guide):
    return {lang: [{"title": page.title, "url": address(lang, page.id)} for page in guide.menu(lang)] for lang in model.LANGUAGES}


def listed(guide, page):
    """The pages of a section, for tools whose templates cannot list them."""
    if not page.is_section:
        return ""
    return "\n" + "".join(f"- [{child.title}]({posixpath.basename(child.id)}.md): {child.summary}\n" for child in guide.children(page))


def luotsi(guide, folder):
    menu = [page.id for page in guide.menu(model.LANGUAGES[0])]
    settings = {"title": model.TITLES, "languages": model.LANGUAGES, "menu": menu, "footer_menu": ["sitemap"]}
    write(folder / "content/guide.yaml", "".join(f"{key}: {quoted(value)}\n" for key, value in settings.items()))
    for page in guide.pages.values():
        front = {"title": page.title, "summary": page.summary}
        if page.lang == model.LANGUAGES[0]:
            front |= {"audience": ["all"], "related": page.related}
            if languages(guide, page) != model.LANGUAGES:
                front["allow"] = ["missing-translation"]
        write(folder / "content" / page.lang / source(page.id), yaml(front) + body(page, relative(page)))


def luotsi_small(guide, folder):
    luotsi(guide, folder)
    shutil.copytree(THEMES / "luotsi", folder / "themes/small")
    with (folder / "content/guide.yaml").open("a") as settings:
        settings.write("theme: small\n")


def zola(guide, folder):
    def named(id, lang):
        suffix = ".md" if lang == model.LANGUAGES[0] else f".{lang}.md"
        return source(id, "_index.md").removesuffix(".md") + suffix

    shutil.copytree(THEMES / "zola", folder / "templates")
    shutil.copytree(THEMES / "static", folder / "static")
    settings = [f'base_url = "{BASE}"', f'title = {quoted(model.TITLES[model.LANGUAGES[0]])}', f'default_language = "{model.LANGUAGES[0]}"',
                "compile_sass = false", "build_search_index = false", "generate_feed = false", "[markdown]", "smart_punctuation = true"]
    for lang in model.LANGUAGES[1:]:
        settings += [f"[languages.{lang}]", f"title = {quoted(model.TITLES[lang])}"]
    settings += ["[extra.titles]", *(f"{lang} = {quoted(title)}" for lang, title in model.TITLES.items())]
    for lang in model.LANGUAGES:
        for page in guide.menu(lang):
            settings += [f"[[extra.menu.{lang}]]", f"title = {quoted(page.title)}",
                         f'url = "{BASE}{address(lang, page.id).removeprefix("/" + model.LANGUAGES[0])}"']
    write(folder / "config.toml", "\n".join(settings) + "\n")
    for page in guide.pages.values():
        front = f"+++\ntitle = {quoted(page.title)}\ndescription = {quoted(page.summary)}\n"
        front += f"weight = {int(page.id[-3:])}\n+++\n\n" if "/" in page.id else 'sort_by = "weight"\n+++\n\n'
        text = body(page, lambda other: f"@/{named(other, page.lang)}", callouts=False)
        write(folder / "content" / named(page.id, page.lang), front + text)


def hugo(guide, folder):
    shutil.copytree(THEMES / "hugo", folder / "layouts")
    shutil.copytree(THEMES / "static", folder / "static")
    settings = [f'baseURL = "{BASE}/"', f'defaultContentLanguage = "{model.LANGUAGES[0]}"', "defaultContentLanguageInSubdir = true",
                'disableKinds = ["taxonomy", "term", "rss"]', "[markup.goldmark.renderHooks.link]", 'useEmbedded = "always"']
    for weight, lang in enumerate(model.LANGUAGES, 1):
        settings += [f"[languages.{lang}]", f"title = {quoted(model.TITLES[lang])}", f'contentDir = "content/{lang}"', f"weight = {weight}"]
        for place, page in enumerate(guide.menu(lang), 1):
            settings += [f"[[languages.{lang}.menus.main]]", f"name = {quoted(page.title)}", f'pageRef = "/{page.id}"', f"weight = {place}"]
    write(folder / "hugo.toml", "\n".join(settings) + "\n")
    for page in guide.pages.values():
        front = {"title": page.title, "description": page.summary}
        write(folder / "content" / page.lang / source(page.id, "_index.md"), yaml(front) + body(page, relative(page, "_index.md")))


def mdbook(guide, folder):
    """One book for each language: mdBook knows no other way."""
    template = (THEMES / "mdbook/index.hbs").read_text()
    for lang in model.LANGUAGES:
        book = folder / lang
        settings = ["[book]", f"title = {quoted(model.TITLES[lang])}", f'language = "{lang}"', "[output.html]", 'theme = "theme"',
                    "[output.html.search]", "enable = false", "[output.html.print]", "enable = false"]
        write(book / "book.toml", "\n".join(settings) + "\n")
        menu = "".join(f'<li><a href="{{{{ path_to_root }}}}{page.id}/index.html">{page.title}</a></li>\n' for page in guide.menu(lang))
        others = "".join(f'<li><a href="{{{{ path_to_root }}}}../{other}/index.html">{other}</a></li>\n' for other in model.LANGUAGES)
        write(book / "theme/index.hbs", template.replace("%MENU%", menu).replace("%LANGUAGES%", others))
        shutil.copytree(THEMES / "static", book / "src", dirs_exist_ok=True)
        summary = ["# Summary", f"[{model.TITLES[lang]}](index.md)"]
        for page in guide.of(lang):
            if page.id:
                summary.append(f"{'  ' * page.id.count('/')}- [{page.title}]({source(page.id)})")
            write(book / "src" / source(page.id), f"# {page.title}\n\n{page.summary}\n\n" + body(page, relative(page)) + listed(guide, page))
        write(book / "src/SUMMARY.md", "\n\n".join(summary[:2]) + "\n\n" + "\n".join(summary[2:]) + "\n")


def cobalt(guide, folder):
    shutil.copytree(THEMES / "cobalt", folder / "_layouts")
    shutil.copytree(THEMES / "static", folder, dirs_exist_ok=True)
    settings = {"site": {"title": model.TITLES[model.LANGUAGES[0]], "base_url": BASE, "sitemap": "sitemap.xml"},
                "default": {"layout": "page.liquid"}, "syntax_highlight": {"enabled": False}}
    write(folder / "_cobalt.yml", quoted(settings) + "\n")
    write(folder / "_data/guide.json", quoted({"titles": model.TITLES, "menu": menus(guide)}))
    for page in guide.pages.values():
        data = {"lang": page.lang, "path": page.id + "/" if page.id else "", "languages": languages(guide, page)}
        front = {"title": page.title, "description": page.summary, "permalink": address(page.lang, page.id), "data": data}
        text = body(page, lambda other: address(page.lang, other), fragments=False, callouts=False)
        children = "".join(f"- [{child.title}]({address(child.lang, child.id)}): {child.summary}\n" for child in guide.children(page)) if page.is_section else ""
        write(folder / page.lang / source(page.id), yaml(front) + text + "\n" + children)


def eleventy(guide, folder):
    shutil.copytree(THEMES / "eleventy/_includes", folder / "content/_includes")
    shutil.copy(THEMES / "eleventy/eleventy.config.mjs", folder)
    shutil.copy(THEMES / "eleventy/sitemap.njk", folder / "content")
    shutil.copytree(THEMES / "static", folder / "static")
    write(folder / "content/_data/guide.json", quoted({"titles": model.TITLES, "menu": menus(guide), "base": BASE}))
    for page in guide.pages.values():
        front = {"title": page.title, "description": page.summary, "layout": "section.njk" if page.is_section else "page.njk", "lang": page.lang,
                 "path": page.id + "/" if page.id else "", "languages": languages(guide, page)}
        if page.is_section:
            front["children"] = f"{page.lang}-{page.section}"
        elif page.id:
            front["tags"] = [f"{page.lang}-{page.section}"]
        text = body(page, lambda other: address(page.lang, other), callouts=False)
        write(folder / "content" / page.lang / source(page.id), yaml(front) + text)


TOOLS = {"luotsi": luotsi, "luotsi-small": luotsi_small, "zola": zola, "hugo": hugo, "mdbook": mdbook, "cobalt": cobalt, "eleventy": eleventy}


def generate(pages, out, tools):
    """Writes the guide for each of the tools into a folder of its name; what stood there is replaced."""
    guide = model.guide(pages)
    for tool in tools:
        folder = out / tool
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        TOOLS[tool](guide, folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000, help="documents over all languages")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--tool", choices=TOOLS, action="append", help="only these")
    options = parser.parse_args()
    generate(options.pages, options.out, options.tool or TOOLS)


if __name__ == "__main__":
    main()
