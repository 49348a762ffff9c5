// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What POWEC offers beyond ERC-20 and permit
/// @notice Amounts are units: 1e-18 POWEC.
interface IPowecToken {
    /// @notice Minting ended for ever.
    /// @param totalMinted Units minted from the beginning, burned ones included
    event MintingClosed(uint256 totalMinted);

    /// @notice More units asked than may still be minted.
    error PowecCapExceeded(uint256 units, uint256 room);
    /// @notice Minting was closed.
    error PowecMintingClosed();
    /// @notice The token itself can't hold tokens.
    error PowecForbiddenRecipient();

    /// @notice Most units ever minted: 100 billion POWEC, counted over all time; burning does not reopen it.
    function CAP() external view returns (uint256 units);

    /// @notice Role of the token sale and of the first distribution.
    function MINTER() external view returns (bytes32 role);

    /// @notice Creates units. Only {MINTER}. Reaching the cap closes minting by itself.
    /// @param to Who gets them
    /// @param units Amount in 1e-18 POWEC
    function mint(address to, uint256 units) external;

    /// @notice Ends minting for ever. Only the default admin (the timelock).
    function closeMinting() external;

    /// @notice Destroys units of the caller.
    /// @param units Amount in 1e-18 POWEC
    function burn(uint256 units) external;

    /// @notice Units minted from the beginning, burned ones included.
    function totalMinted() external view returns (uint256 units);

    /// @notice Whether minting ended.
    function isMintingClosed() external view returns (bool);
}
