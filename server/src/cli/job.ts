// What the command line asks of its analysts, and what they answer; all of it plain data, as it goes from thread to thread.

import type { FileOffer } from '../../../core/workspace/fileOffer';
import type { ProjectSettings } from '../../../core/workspace/ports';
import type { CheckedFinding, FileResult, Wanted } from './analyse';
import type { Place } from './places';

/** What a worker thread is started with. */
export interface Job {
  /** The folder of the parser's wasm files. */
  readonly home: string;
}

/** Told to every analyst, before what builds on it; not answered. */
export type Notice = SettingsNotice | OffersNotice;

/** Questions name these settings by their number. */
export interface SettingsNotice {
  readonly kind: 'settings';
  readonly number: number;
  readonly settings: ProjectSettings;
}

/** What is known of all files together. */
export interface OffersNotice {
  readonly kind: 'offers';
  readonly files: readonly OfferingFile[];
  /** The DAGs folders of which every file is among these. */
  readonly whole: readonly string[];
}

export interface OfferingFile extends PlacedFile {
  readonly offer: FileOffer;
}

/** A file, and the DAGs folder it belongs to. */
export interface PlacedFile {
  readonly path: string;
  readonly folder: string;
}

/** Asked of one analyst. */
export type Question = AnalyseQuestion | AcrossQuestion;

export interface AnalyseQuestion {
  readonly kind: 'analyse';
  readonly settings: number;
  readonly wanted: Wanted;
  readonly paths: readonly string[];
}

/** What do the other files add to the findings of these? The offers were told before. */
export interface AcrossQuestion {
  readonly kind: 'across';
  readonly settings: number;
  readonly files: readonly PlacedFile[];
}

export interface Answer {
  /** Of an `analyse`, in the order of its paths. */
  readonly results: readonly FileResult[];
  /** Of an `across`, in the order of its files. */
  readonly across: readonly CrossFileFindings[];
}

/** What other files add to the findings of a file. */
export interface CrossFileFindings {
  readonly findings: readonly CheckedFinding[];
  /** Where comments turned off some more. */
  readonly used: readonly Place[];
}
