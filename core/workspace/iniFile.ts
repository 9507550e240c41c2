// INI text as Airflow's configuration files have it.

/** Section → key → value, both in lower case; lines that continue a value are joined with line breaks. */
export type IniSections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Reads INI text as Python's configparser does, but never fails: lines it cannot read are left out. `%%` is read as `%`. */
export function parseIni(text: string): IniSections {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  let key: string | undefined;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const header = /^\[([^\]]+)\]/.exec(line);
    const pair = /^([^\s=:][^=:]*?)\s*[=:]\s*(.*?)\s*$/.exec(line);
    if (header) {
      section = sectionNamed(sections, header[1]!.trim().toLowerCase());
      key = undefined;
    } else if (/^\s/.test(line)) {
      if (section && key !== undefined) section.set(key, `${section.get(key)}\n${line.trim()}`);
    } else if (section && pair) {
      key = pair[1]!.toLowerCase();
      section.set(key, pair[2]!.replaceAll('%%', '%'));
    }
  }
  return sections;
}

function sectionNamed(sections: Map<string, Map<string, string>>, name: string): Map<string, string> {
  const section = sections.get(name) ?? new Map<string, string>();
  sections.set(name, section);
  return section;
}
