import { classAt, f64, i32 } from './arena';
import { C_DEADLINE, J_BORN, J_SORT, classIndexOfSort } from './layout';

/** The class of a job. */

export const classIndex = (j: number): number => classIndexOfSort(i32[(j << 1) + J_SORT]);

/** The record of a job's class. */
export const classOf = (j: number): number => classAt(classIndex(j));

export const deadlineNs = (j: number): number => f64[j + J_BORN] + f64[classOf(j) + C_DEADLINE];
