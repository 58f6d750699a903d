package io.counterfoil.stripe.fact;

/** What the facts about money have in common whose object has a status. */
interface MoneyFact extends StatefulFact {

    /** In lower case, as Stripe writes it; empty where the object has none yet. */
    String currency();
}
