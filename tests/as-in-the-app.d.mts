export declare const WITHOUT_GPU: readonly string[];
export declare const WITHOUT_ADDRESS_BAR: readonly string[];
