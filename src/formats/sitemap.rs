//! `sitemap.xml` and `robots.txt`, for search engines (sitemaps.org; Google's `xhtml:link` for alternates).

use super::head::{Alternate, alternates, listing_alternates};
use super::views::Views;
use super::{File, Planning, text};
use crate::base::path::SitePath;
use crate::base::source::Span;
use crate::markup::html::escaped;

/// Plans both files. Without a base URL there is no site map, since its addresses must be whole.
pub fn plan<'a>(planning: &'a Planning<'a>, jobs: &mut Vec<File<'a>>) {
    let origin = Span::start_of(planning.site.config.source);
    let path = |path: &str| SitePath::new(path).expect("a clean path");
    let mut robots = String::from("User-agent: *\nAllow: /\n");
    if let Some(base) = &planning.edition.base_url {
        robots.push_str(&format!("Sitemap: {base}sitemap.xml\n"));
        jobs.push(text(path("sitemap.xml"), origin, move || sitemap(planning, base)));
    }
    jobs.push(text(path("robots.txt"), origin, move || robots.clone()));
}

/// Every page that really exists in its language, with its alternates.
fn sitemap(planning: &Planning, base: &str) -> String {
    let site = planning.site;
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for lang in site.languages() {
        for page in site.pages(lang).filter(|page| !page.is_fallback()) {
            let path = site.routes().page_path(&page);
            let views = Views::new(planning, lang, path.clone());
            xml.push_str(&entry(base, path, &alternates(&views, page), page.doc.front.reviewed));
        }
        for listing in site.listings() {
            let mut views = Views::new(planning, lang, SitePath::new("index.html").expect("a clean path"));
            views.at = views.listing(listing, lang);
            xml.push_str(&entry(base, &views.at, &listing_alternates(&views, listing), None));
        }
    }
    xml + "</urlset>\n"
}

fn entry(base: &str, path: &SitePath, alternates: &[Alternate], changed: Option<jiff::civil::Date>) -> String {
    let mut xml = format!("<url>\n<loc>{}</loc>\n", escaped(&format!("{base}{}", path.address())));
    for alternate in alternates {
        let (hreflang, url) = (escaped(&alternate.hreflang), escaped(&alternate.url));
        xml.push_str(&format!("<xhtml:link rel=\"alternate\" hreflang=\"{hreflang}\" href=\"{url}\"/>\n"));
    }
    if let Some(date) = changed {
        xml.push_str(&format!("<lastmod>{date}</lastmod>\n"));
    }
    xml + "</url>\n"
}
