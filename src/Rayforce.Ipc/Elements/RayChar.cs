namespace Rayforce;

/// <summary>
/// One byte of text: an atom of wire version 1. In wire version 3 it is written as a String of one byte.
/// </summary>
/// <param name="Value">The byte.</param>
public readonly record struct RayChar(byte Value);
