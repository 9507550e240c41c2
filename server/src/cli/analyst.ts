// Answers what the command line asks of files: in a worker thread, or in the main thread where there is little to do.

import { DagIndex } from '../../../core/workspace/dagIndex';
import type { FileSystem } from '../../../core/workspace/ports';
import type { Analysis, OpenAnalysis } from '../engine';
import { analyseFile, checkedFinding } from './analyse';
import type { Answer, CrossFileFindings, Notice, PlacedFile, Question } from './job';
import { Places } from './places';

export class Analyst {
  private readonly analyses = new Map<number, Analysis>();
  private index = new DagIndex();

  constructor(
    private readonly open: OpenAnalysis,
    private readonly files: FileSystem,
  ) {}

  hear(notice: Notice): void {
    if (notice.kind === 'settings') {
      this.analyses.set(notice.number, this.open(notice.settings, this.files));
      return;
    }
    this.index = new DagIndex();
    for (const { path, folder, offer } of notice.files) this.index.take(path, folder, offer);
    for (const folder of notice.whole) this.index.markWhole(folder);
  }

  /** @throws if the settings of the question were not told before */
  answer(question: Question): Answer {
    const analysis = this.analyses.get(question.settings);
    if (!analysis) throw new Error(`The settings ${question.settings} were not told.`);
    if (question.kind === 'across')
      return { results: [], across: question.files.map((file) => this.across(analysis, file)) };
    const { paths, wanted } = question;
    return { results: paths.map((path) => analyseFile(analysis, this.files, path, wanted)), across: [] };
  }

  private across(analysis: Analysis, { path, folder }: PlacedFile): CrossFileFindings {
    const places = new Places(this.files);
    places.take(path, this.files.readText(path) ?? '');
    const { findings, used } = analysis.crossFindings(path, this.index.others(path, folder));
    analysis.release(path);
    return {
      findings: findings.map((finding) => checkedFinding(finding, places)),
      used: used.map((each) => places.of(each)),
    };
  }
}
