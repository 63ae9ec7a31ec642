/** The service's exact words: what a row of the list says, and what a case does to hear it. */
import type { OperationName } from '../../src/operations/operation.ts';
import type { RowName } from './rows.ts';
import type { World } from './world.ts';

export interface Row {
  /** As the list has it. */
  operation: string;
  situation: string;
  code: `${string}Exception`;
  /** Each must be heard from each operation; `<name>` stands for a value. */
  texts: readonly string[];
  /** Both are attested, so one of them is enough. */
  eitherText?: true;
  /** The operations that are meant, built or not. */
  of: readonly OperationName[];
}

export interface Case {
  row: RowName;
  operation: OperationName;
  /** Which of the row's texts. */
  text?: number;
  /** What its placeholders stand for. */
  values?(world: World): Record<string, string>;
  /** Other operations that bring the situation about; without them the case waits. */
  needs?: readonly OperationName[];
  /** It moves the clock, and is left for the end. */
  late?: true;
  provoke(world: World): Promise<unknown>;
}

/** A part of a row that cannot be heard yet. */
export interface NotYet {
  row: RowName;
  operation?: OperationName;
  text?: number;
  why: string;
}
