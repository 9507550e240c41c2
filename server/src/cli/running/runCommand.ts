// `daglens run`: runs a DAG, or a part of it, and tells what becomes of it.

import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { applyEvent, emptyRecord, type RunnableDag, type RunRecord } from '../../../../core/runs';
import { reached } from '../../../../core/ir/reached';
import { graphToRun } from '../../../../core/scheduling/run';
import { nearName } from '../../../../core/text/nearName';
import { resolvePath } from '../../../../core/workspace/paths';
import { datesBetween } from '../../../../runner/src/builtin/dataInterval';
import type { Engine, KeptXCom, RunRequest, RunSettings } from '../../../../runner/src/engine';
import { chooseEngine } from '../../../../runner/src/engines';
import { History, runIdFor, xcomsOf } from '../../../../runner/src/history';
import { diskFiles } from '../../diskFiles';
import type { Arguments } from '../arguments';
import type { Command } from '../command';
import { openProject } from '../project';
import { UsageError, type World } from '../world';
import { readRunOptions, RUN_OPTIONS, type RunOptions } from './runOptions';
import { runSettings } from './runSettings';
import { type RunReport, runReport } from './runReport';
