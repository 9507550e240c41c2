// Models of pydantic and attrs: what comes from files and the environment, and what stays unknown.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { PythonParser } from '../../../core/syntax/parse';
import { evaluateText, pythonParser, type World } from './harness';

let parser: PythonParser;
before(async () => {
  parser = await pythonParser();
});

const PRELUDE = `
from typing import Optional, Union
import attrs
from pydantic import BaseModel, EmailStr, Field, SecretStr, root_validator, validator
from pydantic_settings import BaseSettings
U = input()
`;

const WORLD: World = {
  files: { '/ws/a.json': '{"name": "x", "n": "4"}' },
  variables: { APP_REGION: 'eu', COUNT: '3' },
};

function resultOf(code: string) {
  return evaluateText(parser, PRELUDE + code, WORLD);
}

test('settings take variables and defaults, both of them assumed', () => {
  const settings =
    'class S(BaseSettings):\n  region: str = "us"\n  tier: str = "low"\n  class Config:\n    env_prefix = "APP_"\n';
  const region = resultOf(`${settings}result = S().region`);
  assert.equal(region.repr, "'eu'");
  assert.ok(region.value?.assumed);
  const tier = resultOf(`${settings}result = S().tier`);
  assert.equal(tier.repr, "'low'");
  assert.ok(tier.value?.assumed);
  assert.equal(resultOf(`${settings}result = S(tier="q").tier`).value?.assumed, undefined);
  assert.equal(resultOf('class S(BaseSettings):\n  count: int\nresult = S().count').repr, '3');
  assert.equal(resultOf('class S(BaseSettings):\n  other: int\nresult = S().other').value?.kind, 'unknown');
});

test('parse_file reads JSON of the workspace', () => {
  const code = 'class M(BaseModel):\n  name: str\n  n: int\nresult = M.parse_file("/ws/a.json")';
  assert.equal(resultOf(code).repr, "M(name='x', n=4)");
});

/** Each sets `result` to something that pydantic or attrs decides in a way that is not known here. */
const UNKNOWN: readonly string[] = [
  'class M(BaseModel):\n  a: str\nresult = M(a=U).a',
  'class M(BaseModel):\n  a: str\nresult = M(a=5).a',
  'class M(BaseModel):\n  a: SecretStr\nresult = M(a="x").a',
  'class M(BaseModel):\n  a: Optional[str]\nresult = M().a',
  'class M(BaseModel):\n  a: int\nresult = M(**U).a',
  'class M(BaseModel):\n  a: int\nresult = M(a="x").a',
  'class M(BaseModel):\n  a: int\n  @root_validator\n  def check(cls, values): return values\nresult = M(a=1).a',
  'class M(BaseModel):\n  a: int\nresult = M(a=U).json()',
  'class N(BaseModel):\n  a: int\nItems = list[N]\nclass M(BaseModel):\n  l: Items\nresult = M(l=[{"a": 1}]).l',
  '@attrs.define\nclass A:\n  a: int = attrs.field(converter=U)\nresult = A(1).a',
  '@attrs.define\nclass A:\n  a: int\nresult = A(*U).a',
];

test('what cannot be known is unknown', () => {
  for (const code of UNKNOWN) assert.equal(resultOf(code).value?.kind, 'unknown', code);
});

test('a required field that is missing is told', () => {
  const { gaps } = resultOf('class M(BaseModel):\n  a: int\nresult = M()');
  assert.match(gaps.join(), /ValidationError: M: a: Field required/);
});
