/* A rate model that charges what it is told to: a contract of the test's own. */

export const SOURCE = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
import {IIrm} from "./src/interfaces/IIrm.sol";
import {MarketParams, Market} from "./src/interfaces/IMorpho.sol";
contract StatedRate is IIrm {
    uint256 public rate;
    function setRate(uint256 stated) external { rate = stated; }
    function borrowRateView(MarketParams memory, Market memory) public view returns (uint256) { return rate; }
    function borrowRate(MarketParams memory, Market memory) external view returns (uint256) { return rate; }
}
`;
