// What a user does in the workbench, and what they see. Every wait is for a visible effect, never for a time.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { documentation, shots } from './home.mjs';

/** The editor draws spaces as non-breaking ones or dots. */
const plain = (text) => (text ?? '').replace(/[\u00a0\u00b7]/g, ' ').replace(/[\u200b-\u200d\ufeff]/g, '');
const exactly = (text) => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);

export class Workbench {
  constructor({ page, data, timeout, stop }) {
    Object.assign(this, { page, data, timeout, stop });
  }

  /** Polls until `read` gives something true; an empty list is not. */
  async until(read, what, timeout = this.timeout) {
    const late = Date.now() + timeout;
    for (;;) {
      const value = await read();
      if (Array.isArray(value) ? value.length : value) return value;
      if (Date.now() > late) throw new Error(`Not seen within ${timeout} ms: ${what}`);
      await sleep(50);
    }
  }

  // The command palette and other quick input.

  async quickInput(text) {
    const input = this.page.locator('.quick-input-widget:not([style*="display: none"]) .quick-input-box input').first();
    // The key bindings may not be there yet.
    for (let tries = 0; !(await input.isVisible()); tries++) {
      if (tries > 4) throw new Error('The command palette does not open.');
      await this.page.keyboard.press('F1');
      await input.waitFor({ timeout: 3000 }).catch(() => undefined);
    }
    await input.fill(text);
  }

  /** Picks a row of the open quick pick. */
  async pick(label) {
    const name = this.page.locator('.label-name', { hasText: label });
    await this.page
      .locator('.quick-input-widget .quick-input-list .monaco-list-row')
      .filter({ has: name })
      .first()
      .click();
  }

  /** Runs a command by its title in the palette: `Category: Title`. */
  async runCommand(title) {
    await this.quickInput(`>${title}`);
    await this.pick(exactly(title));
    // Some commands open a quick pick of their own.
    await this.page
      .locator('.quick-input-widget')
      .waitFor({ state: 'hidden', timeout: 1500 })
      .catch(() => undefined);
  }

  // Editors.

  async openFile(name) {
    await this.quickInput(name);
    await this.pick(path.basename(name));
    await this.waitForEditor(name);
  }

  async waitForEditor(name) {
    await this.page
      .locator(`.tab.active[data-resource-name="${path.basename(name)}"]`)
      .first()
      .waitFor();
    await this.page.locator('.editor-instance .view-lines .view-line').first().waitFor();
  }

  /** Line and column from 1. */
  async goTo(line, column) {
    await this.quickInput(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    const at = new RegExp(`Ln ${line}, Col ${column}\\b`);
    const status = this.page.locator('#status\\.editor\\.selection').first();
    await this.until(async () => at.test(plain(await status.textContent())), `cursor at ${line}:${column}`);
  }

  /** Types over what stands right of a place. */
  async replace(line, column, length, text) {
    await this.goTo(line, column);
    for (let count = 0; count < length; count++) await this.page.keyboard.press('Delete');
    if (text) await this.page.keyboard.insertText(text);
  }

  /** True while the file in the editor has unsaved changes. */
  isUnsaved() {
    return this.page.locator('.tab.active.dirty').first().isVisible();
  }

  squiggles(kind) {
    return this.page.locator(`.editor-instance .squiggly-${kind}`);
  }

  /** The text of the hover at a place, once it holds `contains`. */
  async hoverAt(line, column, contains) {
    await this.goTo(line, column);
    await this.page.keyboard.press('Control+K');
    await this.page.keyboard.press('Control+I');
    const hover = this.page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first();
    const read = async () => plain(await hover.textContent().catch(() => ''));
    await this.until(async () => (await read()).includes(contains), `hover with ${contains}`);
    return read();
  }

  // Panels and bars.

  /** The rows of the Problems panel once `accept` takes them: severity, message, source, code, line, column. */
  async problems(accept, what) {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) await this.runCommand('Problems: Focus on Problems View');
    const rows = panel.locator('.monaco-list-row:has(.marker-icon)');
    let last = [];
    const read = async () => {
      last = await rows.evaluateAll(readProblems);
      return accept(last) && [last];
    };
    await this.until(read, what).catch((error) => {
      throw new Error(`${error.message}; last seen ${JSON.stringify(last)}`);
    });
    return last;
  }

  async statusBar() {
    return (await this.page.locator('.statusbar-item').allTextContents()).map((text) => plain(text).trim());
  }

  async waitForStatus(pattern) {
    return this.until(async () => (await this.statusBar()).find((text) => pattern.test(text)), `status bar ${pattern}`);
  }

  async notifications() {
    return (await this.page.locator('.notifications-toasts .notification-list-item').allInnerTexts()).map(plain);
  }

  async waitForNotification(pattern) {
    return this.until(
      async () => (await this.notifications()).find((text) => pattern.test(text)),
      `notification ${pattern}`,
    );
  }

  /**
   * Takes a picture of the window.
   * @param picture its `part` of the window is kept for the documentation under the name `documents`, if that is asked for
   */
  async screenshot(name, picture) {
    const quiet = { animations: 'disabled', caret: 'hide' };
    await this.page.screenshot({ path: path.join(shots, `${name}.png`), ...quiet });
    if (!documentation || !picture || !name.startsWith('dark')) return;
    const clip = await this.page.locator(picture.part).first().boundingBox();
    await this.page.screenshot({ path: path.join(documentation, `${picture.documents}.png`), clip, ...quiet });
  }

  /** The ids of the language servers that this workbench's extension host runs (Linux). */
  async serverProcesses() {
    const own = path.join(path.dirname(this.data), 'e');
    return readdirSync('/proc')
      .filter(
        (name) =>
          /^\d+$/.test(name) &&
          commandLine(name).some((word) => word.startsWith(own) && word.endsWith('/dist/server.js')),
      )
      .map(Number);
  }

  /** What the extension host logged: activation errors, exceptions in commands. */
  extensionHostLog() {
    const logs = path.join(this.data, 'logs');
    if (!existsSync(logs)) return '';
    const files = readdirSync(logs, { recursive: true }).filter((file) => file.endsWith('remoteexthost.log'));
    return files.map((file) => readFileSync(path.join(logs, file), 'utf8')).join('\n');
  }
}

function commandLine(id) {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

/** Runs in the page. */
function readProblems(rows) {
  return rows.map((row) => {
    const text = (selector) => row.querySelector(selector)?.textContent ?? '';
    const icon = row.querySelector('.marker-icon .codicon, .marker-icon')?.className ?? '';
    const [, line, column] = /Ln (\d+), Col (\d+)/.exec(row.textContent ?? '') ?? [];
    const severity = ['error', 'warning'].find((name) => icon.includes(name)) ?? 'info';
    return {
      severity,
      message: text('.marker-message'),
      source: text('.marker-source'),
      code: text('.marker-code'),
      line: +line,
      column: +column,
    };
  });
}
