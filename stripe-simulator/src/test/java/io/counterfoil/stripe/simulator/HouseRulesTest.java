package io.counterfoil.stripe.simulator;

import io.counterfoil.payments.testkit.house.LibraryHouseRules;

class HouseRulesTest extends LibraryHouseRules {}
