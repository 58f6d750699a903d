package io.counterfoil.payments.dispute;

/** How the network runs a dispute, and so what the merchant's answer is. */
public enum DisputeFlow {
    /** Visa 10 and 11: liability is allocated at once; the answer is a pre-arbitration. */
    ALLOCATION,
    /** Visa 12 and 13: the parties talk first; the answer is a representment. */
    COLLABORATION,
    /** Mastercard, and codes nobody knows: the answer is a representment. */
    REPRESENTMENT;

    /** The merchant's answer in an opened dispute. */
    public DisputeAct answer() {
        return this == ALLOCATION ? DisputeAct.PRE_ARBITRATE : DisputeAct.REPRESENT;
    }
}
