// Opens a folder in a fresh workbench with our extension, in chromium.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { installExtension, startCodeServer } from './codeServer.mjs';
import { browser, home } from './home.mjs';
import { Workbench } from './workbench.mjs';

const THEMES = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'contrast-dark': 'Default High Contrast',
  'contrast-light': 'Default High Contrast Light',
};

/** A quiet window that looks the same in every run. */
const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.localHistory.enabled': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'files.hotExit': 'off',
  'window.confirmBeforeClose': 'never',
  'window.restoreWindows': 'none',
  'window.autoDetectColorScheme': false,
  'git.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.cursorSmoothCaretAnimation': 'off',
  'editor.minimap.enabled': false,
  'editor.wordBasedSuggestions': 'off',
  'editor.occurrencesHighlight': 'off',
  'editor.accessibilitySupport': 'off',
};

const CHROMIUM_SWITCHES = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
  '--font-render-hinting=none',
];

/**
 * @param folder the folder to open   @param vsix the packed extension   @param open a file of the folder
 * @param theme a key of `THEMES`      @param trusted false: the folder is opened untrusted   @param size of the window in pixels
 */
export async function startWorkbench({
  folder,
  vsix,
  open,
  theme = 'dark',
  settings = {},
  trusted = true,
  timeout = 60_000,
  size = [1280, 800],
}) {
  const ends = [];
  const end = async () => {
    for (const stop of ends.splice(0).reverse()) await stop();
  };
  try {
    const place = userPlace({
      'security.workspace.trust.startupPrompt': 'never',
      'workbench.colorTheme': THEMES[theme],
      'security.workspace.trust.enabled': !trusted,
      ...settings,
    });
    ends.push(() => rmSync(place.base, { recursive: true, force: true, maxRetries: 5 }));
    await installExtension(vsix, place);
    const port = await freePort();
    const server = await startCodeServer(port, { ...place, trusted }, timeout);
    ends.push(server.stop);
    const { chromium } = createRequire(path.join(home, 'package.json'))('playwright-core');
    const started = await chromium.launch({ executablePath: browser(), args: CHROMIUM_SWITCHES });
    ends.push(() => started.close());
    const page = await openPage(started, { port, theme, timeout, size });
    await page.goto(address(port, folder, open));
    const workbench = new Workbench({ page, data: place.data, timeout, stop: end });
    await page.locator('.monaco-workbench .statusbar-item').first().waitFor();
    if (open) await workbench.waitForEditor(open);
    return workbench;
  } catch (error) {
    await end();
    throw error;
  }
}

/** Folders for one run. Unix sockets are made in them, so the path must be short. */
function userPlace(settings) {
  const base = mkdtempSync(path.join(os.tmpdir(), 'cs-'));
  const place = {
    base,
    data: path.join(base, 'd'),
    extensions: path.join(base, 'e'),
    config: path.join(base, 'c.yaml'),
  };
  mkdirSync(path.join(place.data, 'User'), { recursive: true });
  mkdirSync(place.extensions);
  writeFileSync(place.config, 'auth: none\n');
  writeFileSync(path.join(place.data, 'User/settings.json'), JSON.stringify({ ...QUIET_SETTINGS, ...settings }));
  return place;
}

async function openPage(started, { port, theme, timeout, size }) {
  const context = await started.newContext({
    viewport: { width: size[0], height: size[1] },
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    colorScheme: theme.endsWith('light') ? 'light' : 'dark',
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: `http://127.0.0.1:${port}` });
  const page = await context.newPage();
  page.setDefaultTimeout(timeout);
  page.on('dialog', (dialog) => dialog.accept().catch(() => undefined));
  return page;
}

function address(port, folder, open) {
  const url = new URL(`http://127.0.0.1:${port}/`);
  url.searchParams.set('folder', path.resolve(folder));
  const file = `vscode-remote://127.0.0.1:${port}${path.resolve(folder, open ?? '')}`;
  if (open) url.searchParams.set('payload', JSON.stringify([['openFile', file]]));
  return url.href;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
