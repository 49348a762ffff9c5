const style = `
  :root { color-scheme: light dark; --surface: #FBFBFC; --text: #1A1D22; --text2: #434A54; --field: #838A95;
    --accent: #2A5B92; --primary: #2B3038; --onPrimary: #FFF; --alarm: #8F4300 }
  @media (prefers-color-scheme: dark) { :root { --surface: #24282D; --text: #E7E9EC; --text2: #B6BCC5; --field: #78818D;
    --accent: #82B4EA; --primary: #DDE0E5; --onPrimary: #16191D; --alarm: #FFAE66 } }
  * { box-sizing: border-box; font: 400 13px/20px Inter, system-ui, sans-serif }
  body { margin: 0; padding: 20px 24px; background: var(--surface); color: var(--text) }
  h1 { margin: 0 0 8px; font-size: 16px; line-height: 24px; font-weight: 600 }
  p { margin: 0 0 12px; color: var(--text2) }
  label { display: block; margin-bottom: 4px; font-weight: 500 }
  input { width: 100%; height: 32px; padding: 0 8px; border: 1px solid var(--field); border-radius: 5px;
    background: transparent; color: var(--text) }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 1px }
  #problem { min-height: 40px; margin: 8px 0; color: var(--alarm) }
  footer { display: flex; justify-content: flex-end; gap: 8px }
  button { height: 32px; padding: 0 16px; border: 1px solid var(--field); border-radius: 5px; background: transparent; color: var(--text) }
  button.primary { border-color: var(--primary); background: var(--primary); color: var(--onPrimary); font-weight: 500 }
  code { font-family: 'JetBrains Mono Variable', monospace; font-size: 12px }`

/** Markup of the dialog "connect to a site": what was typed so far and what is wrong with it come with the address. */
export function connectPage(url: URL): string {
  const link = literal(url.searchParams.get('link') ?? '')
  const problem = literal(url.searchParams.get('problem') ?? '')
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Connect to a site</title><style>${style}</style></head>
  <body>
    <form>
      <h1>Connect to a site</h1>
      <p>An engine prints its link when it starts, for instance with <code>npm run headless</code>. The link holds a
        token: whoever has it can command the site. It is not stored.</p>
      <label for="link">Link of the engine</label>
      <input id="link" name="link" value="${link}" placeholder="http://127.0.0.1:8080/?token=..." maxlength="2000"
        autofocus autocomplete="off" spellcheck="false" aria-describedby="problem">
      <p id="problem" role="alert">${problem}</p>
      <footer>
        <button name="answer" value="connect" class="primary">Connect</button>
        <button name="answer" value="cancel">Cancel</button>
      </footer>
    </form>
  </body>
</html>
`
}

function literal(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
}
