/* What the body editor has of our own: photos from the library, and pasted text brought into the house vocabulary. */

import { Extension, Node, Plugin, mergeAttributes } from "django-prose-editor/editor";

/* Bring what Word, LibreOffice and Google Docs put on the clipboard into plain structure. The editor's own schema drops
   the rest. Styles are read as text, because the Content-Security-Policy keeps the browser from applying them. */
export function cleanPaste(html) {
  const page = new DOMParser().parseFromString(
    html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/<!--[\s\S]*?-->/g, "").replace(/\sstyle=/gi, " data-pasted-style="),
    "text/html",
  );
  const style = (element) => element.getAttribute("data-pasted-style") || "";
  const wrap = (element, tag) => {
    const around = page.createElement(tag);
    around.append(...element.childNodes);
    element.append(around);
  };

  page.querySelectorAll("script, meta, link, title, o\\:p").forEach((element) => element.remove());
  // Google Docs wraps everything in one <b> that is not bold.
  page.querySelectorAll('b[id^="docs-internal-guid"], b[data-pasted-style*="font-weight:normal"]').forEach((element) => {
    element.replaceWith(...element.childNodes);
  });
  page.querySelectorAll("span[data-pasted-style]").forEach((element) => {
    if (/font-weight:\s*(bold|[6-9]00)/i.test(style(element))) wrap(element, "strong");
    if (/font-style:\s*italic/i.test(style(element))) wrap(element, "em");
  });
  makeWordLists(page, style);
  // One kind of crosshead: the headline is a field of its own.
  page.querySelectorAll("h1, h3, h4, h5, h6").forEach((element) => {
    const crosshead = page.createElement("h2");
    crosshead.append(...element.childNodes);
    element.replaceWith(crosshead);
  });
  page.querySelectorAll("p").forEach((element) => {
    if (!element.textContent.replace(/\u00a0/g, " ").trim() && !element.querySelector("img, figure")) element.remove();
  });
  page.querySelectorAll("[data-pasted-style]").forEach((element) => element.removeAttribute("data-pasted-style"));
  return page.body.innerHTML;
}

/* Word sends a list as paragraphs that say so in their style, each with its bullet or number typed in front. */
function makeWordLists(page, style) {
  let list = null;
  let last = null;
  page.querySelectorAll("p").forEach((paragraph) => {
    if (!/mso-list:\s*l\d+ level\d/i.test(style(paragraph))) return;
    const marker = [...paragraph.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/i.test(style(span)));
    const ordered = marker && /^\s*[\da-z]+[.)]/i.test(marker.textContent);
    if (marker) marker.remove();
    if (!list || paragraph.previousElementSibling !== last) {
      list = page.createElement(ordered ? "ol" : "ul");
      paragraph.before(list);
    }
    const item = page.createElement("li");
    const inner = page.createElement("p");
    inner.append(...paragraph.childNodes);
    item.append(inner);
    list.append(item);
    paragraph.remove();
    last = list;
  });
}

export const CleanPaste = Extension.create({
  name: "cleanPaste",
  addProseMirrorPlugins() {
    return [new Plugin({ props: { transformPastedHTML: cleanPaste } })];
  },
});

/* A photo in the body is a number: caption and credit stay with the photo, where the picture desk edits them. */
export const StoryPhoto = Node.create({
  name: "storyPhoto",
  group: "block",
  atom: true,
  draggable: true,

  addAttributes() {
    return {
      photo: {
        default: null,
        parseHTML: (element) => element.getAttribute("data-photo"),
        renderHTML: (attributes) => ({ "data-photo": attributes.photo }),
      },
    };
  },

  parseHTML() {
    return [{ tag: "figure[data-photo]", priority: 60 }];
  },

  renderHTML({ HTMLAttributes }) {
    return ["figure", mergeAttributes(HTMLAttributes)];
  },

  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement("figure");
      dom.className = "story-photo";
      dom.textContent = `Photo ${node.attrs.photo}`;
      showPhoto(dom, node.attrs.photo);
      return { dom };
    };
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "storyPhoto",
      groups: "nodes",
      button: buttons.material("image", "Photo from the library"),
      command: (editor) => {
        sheet().choose().then(([photo]) => {
          if (photo) editor.chain().focus().insertContent({ type: "storyPhoto", attrs: { photo: photo.number } }).run();
        });
      },
    });
  },
});

/* The editor takes the place of a textarea and must carry its label. Where somebody writes is scrolled clear of the
   toolbar, and of the bar at the foot of the window. */
document.addEventListener("prose-editor:ready", (event) => {
  const { editor, textarea } = event.detail;
  const clear = { top: 96, bottom: 112, left: 0, right: 0 };
  editor.setOptions({ editorProps: { ...editor.options.editorProps, scrollThreshold: clear, scrollMargin: clear } });
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  editor.view.dom.setAttribute("aria-label", label ? label.textContent.replace(":", "").trim() : textarea.name);
});

const sheet = () => document.querySelector("photo-sheet"); // choose-photo.js

async function showPhoto(place, number) {
  await customElements.whenDefined("photo-sheet");
  sheet()?.show(place, number);
}
