package io.counterfoil.bankfiles;

import io.counterfoil.payments.testkit.house.LibraryHouseRules;

class HouseRulesTest extends LibraryHouseRules {}
