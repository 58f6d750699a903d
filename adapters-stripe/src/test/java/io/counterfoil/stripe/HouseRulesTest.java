package io.counterfoil.stripe;

import io.counterfoil.payments.testkit.house.LibraryHouseRules;

class HouseRulesTest extends LibraryHouseRules {}
