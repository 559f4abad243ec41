import markdownIt from "markdown-it";
import attributes from "markdown-it-attrs";
import footnotes from "markdown-it-footnote";
import tasks from "markdown-it-task-lists";

export default function (config) {
  config.setLibrary("md", markdownIt({ typographer: true }).use(attributes).use(footnotes).use(tasks));
  config.addPassthroughCopy({ static: "/" });
  config.setQuietMode(true);
}

// Markdown goes through no template language first, which is the faster way.
export const config = { dir: { input: "content" }, markdownTemplateEngine: false };
