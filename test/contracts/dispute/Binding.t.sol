// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgreementLine, Terms} from "../../../contracts/types/Agreements.sol";
import {BatchHeader, CorrectionHeader} from "../../../contracts/types/TypedData.sol";
import {WattHourQuarters, WattHours} from "../../../contracts/types/Units.sol";
import {Examples} from "../maths/Examples.sol";
import {DisputeChecks} from "./DisputeDesk.t.sol";

/// @title Bob disputes the first half of agreement 43; the second half is settled after the ruling
contract BindingTest is DisputeChecks {
    Terms private terms;
    BatchHeader private half;

    function setUp() public override {
        super.setUp();
        vm.warp(uint256(TEN) * 900); // an agreement opens before its end
        terms = _open(43);
        vm.warp(uint256(TEN + 40) * 900);
        half = _batchWith(_line(43, Examples.halfway()));
        _postInTime(half);
    }

    function test_whatARulingTookOffStaysOffInLaterLines() public {
        _decide(_held(3_750_000)); // 4,000,000 WhQ less at 0.01 POWEC per kWh-h: 10 POWEC
        vm.assertEq(_paid(), 59.375e18);
        vm.assertTrue(book.agreementOf(43).isRuled);
        _settle(_line(43, Examples.delivered()));
        vm.assertEq(_paid(), 1510.35e18);
    }

    function test_whatARulingAddedIsAddedToLaterLines() public {
        AgreementLine memory claimed = _held(7_750_000);
        claimed.deviation = WattHours.wrap(5000);
        _decide(claimed);
        vm.assertEq(_paid(), 64.375e18);
        _settle(_line(43, Examples.delivered()));
        vm.assertEq(_paid(), 1515.35e18);
    }

    function test_aRulingBindsCorrectionsToo() public {
        _decide(_held(3_750_000));
        CorrectionHeader memory correction = CorrectionHeader({
            site: site,
            correction: 1,
            fromQuarter: TEN + 8,
            toQuarter: TEN + 20,
            lineCount: 40,
            reason: 1,
            statementsRoot: keccak256("corrected"),
            agreementsRoot: _leaf(1 | CORRECTION, _line(43, Examples.halfway())),
            corrects: _digest(half)
        });
        (bytes32 r, bytes32 vs) = vm.signCompact(_key("controller"), _digest(correction));
        settlement.postCorrection(correction, r, vs);
        _wait(30 days);
        book.settleCorrection(correction, _proven(terms, _line(43, Examples.halfway())));
        vm.assertEq(_paid(), 59.375e18);
    }

    function test_aLaterLineBelowTheRulingIsNothingNotLess() public {
        _decide(_held(0));
        AgreementLine memory later = _held(7_749_999);
        later.upTo = Examples.delivered().upTo;
        (later.reserved, later.unused) = (WattHourQuarters.wrap(0), WattHours.wrap(1000));
        _settle(later);
        vm.assertEq(_paid(), 50e18, "nothing comes back, nothing is lost");
        vm.assertEq(book.agreementOf(43).owed, 49e18);
    }

    function _decide(AgreementLine memory ruled) private {
        AgreementLine memory posted = _line(43, Examples.halfway());
        (BatchHeader memory batch, Terms memory of43) = (half, terms);
        vm.prank(bob);
        uint256 dispute = disputes.open(batch, of43, posted, ruled, new bytes32[](0), 1, 0);
        _wait(72 hours + 1);
        disputes.execute(dispute, of43, posted, ruled, ruled);
    }

    /// @dev The next quarter's batch, which repeats an agreement's line.
    function _batchWith(AgreementLine memory line) private view returns (BatchHeader memory header_) {
        header_ = _next(1);
        header_.agreementsRoot = _leaf(header_.sequence, line);
    }

    function _settle(AgreementLine memory line) private {
        BatchHeader memory header_ = _batchWith(line);
        _postInTime(header_);
        _wait(30 days);
        book.settleLines(header_, _proven(terms, line));
    }

    function _held(uint96 stored) private pure returns (AgreementLine memory line) {
        line = _line(43, Examples.halfway());
        line.stored = WattHourQuarters.wrap(stored);
    }

    function _paid() private view returns (uint256) {
        return book.agreementOf(43).paid;
    }
}
