package io.counterfoil.ticketing;

import io.counterfoil.payments.testkit.house.LibraryHouseRules;

class HouseRulesTest extends LibraryHouseRules {}
