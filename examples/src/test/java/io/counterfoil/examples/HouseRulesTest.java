package io.counterfoil.examples;

import io.counterfoil.payments.testkit.house.ApplicationHouseRules;

class HouseRulesTest extends ApplicationHouseRules {}
