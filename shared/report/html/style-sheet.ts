/** Style sheet of the report: readable on screen, in print, in the dark and in forced colours; nothing by colour alone. */
export const styleSheet = `
:root { color-scheme: light dark; --ink: #1b1f24; --quiet: #57606a; --paper: #ffffff; --panel: #f5f7f9; --line: #c9d1d9;
  --good: #0f6b2f; --bad: #a3161b; --look: #7a4b00; --none: #57606a; --link: #0b57a4; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --quiet: #a8b3bd; --paper: #14181d; --panel: #1d232a; --line: #47525d;
  --good: #6fd08c; --bad: #ff9a94; --look: #f0b95a; --none: #a8b3bd; --link: #7db8ff; } }
* { box-sizing: border-box; }
html { font: 15px/1.5 "Segoe UI", system-ui, -apple-system, "Liberation Sans", sans-serif; background: var(--paper); color: var(--ink); }
body { margin: 0 auto; max-width: 68rem; padding: 2rem 1.5rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem; padding-bottom: .3rem; border-bottom: 2px solid var(--line); }
h3 { font-size: 1.08rem; margin: 1.5rem 0 .5rem; }
h4 { font-size: 1rem; margin: 1.1rem 0 .3rem; }
p, ul, ol, dl { margin: .4rem 0; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.quiet { color: var(--quiet); }
.verdict { display: flex; gap: .9rem; align-items: center; border: 1px solid var(--line); border-left-width: 8px; padding: .8rem 1rem; margin: 1rem 0; background: var(--panel); }
.verdict strong { font-size: 1.15rem; }
.mark { font-weight: 600; white-space: nowrap; }
.Passed { color: var(--good); } .Failed { color: var(--bad); } .Investigate { color: var(--look); } .Skipped, .Not-run { color: var(--none); }
.verdict.Passed { border-left-color: var(--good); color: inherit; } .verdict.Failed { border-left-color: var(--bad); color: inherit; }
.verdict.Investigate { border-left-color: var(--look); color: inherit; } .verdict.Skipped, .verdict.Not-run { border-left-color: var(--none); color: inherit; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.2rem; }
dl.facts dt { color: var(--quiet); } dl.facts dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; font-size: .93rem; }
caption { text-align: left; color: var(--quiet); padding: .2rem 0; }
th, td { text-align: left; vertical-align: top; border: 1px solid var(--line); padding: .35rem .55rem; overflow-wrap: break-word; }
td code, dd bdi { overflow-wrap: anywhere; } td { min-width: 4em; } td ul { margin: 0; padding-left: 1.1rem; }
.findings td:first-child { width: 9em; } .findings td:nth-child(2) { width: 32%; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
thead th { background: var(--panel); }
pre { background: var(--panel); border: 1px solid var(--line); padding: .7rem .9rem; white-space: pre-wrap; overflow-wrap: anywhere; font: .87rem/1.45 Consolas, "Cascadia Mono", "Liberation Mono", monospace; }
code { font: .92em Consolas, "Cascadia Mono", "Liberation Mono", monospace; overflow-wrap: anywhere; }
.step { border: 1px solid var(--line); padding: .2rem 1.1rem .8rem; margin: 1rem 0; }
.step > h3 { display: flex; flex-wrap: wrap; gap: .2rem .8rem; justify-content: space-between; }
.lines { white-space: pre-line; }
summary { cursor: pointer; } summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.signature { display: block; min-height: 3.2rem; }
.paper-only { display: none; }
.absent { font-style: italic; color: var(--quiet); }
.notice { border-left: 4px solid var(--look); padding: .1rem .9rem; }
@media (forced-colors: active) { .verdict, .step, .notice { border-color: CanvasText; } }
@media print {
  @page { size: A4; margin: 16mm 14mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt "Segoe UI", "Liberation Sans", sans-serif; color: #444; } }
  :root { --ink: #000; --quiet: #444; --paper: #fff; --panel: #f4f4f4; --line: #999; --good: #0f6b2f; --bad: #a3161b; --look: #7a4b00; --none: #444; --link: #000; }
  html { font-size: 10pt; } body { max-width: none; padding: 0; }
  h1, h2, h3, h4, h4 + p, caption, thead { break-after: avoid; } h2, h3, h4, p, li, dd, tr, summary, .verdict, .notice, .short { break-inside: avoid; }
  thead { display: table-header-group; } tbody tr:first-child { break-before: avoid; } p, li, pre { orphans: 3; widows: 3; }
  details { break-before: avoid; } .step { break-inside: avoid; box-decoration-break: clone; padding-bottom: .5rem; } pre { box-decoration-break: clone; }
  .wide { font-size: .78rem; } .wide th, .wide td { padding: .2rem .35rem; } 
  .paper-only { display: inline; }
  nav { display: none; }
}`;
