package io.counterfoil.reconciliation;

import io.counterfoil.payments.testkit.house.LibraryHouseRules;

class HouseRulesTest extends LibraryHouseRules {}
