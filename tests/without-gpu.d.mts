export declare const WITHOUT_GPU: readonly string[];
