namespace Rayforce.Rayfall.Types;

/// <summary>What can be called: a builtin or a lambda.</summary>
internal abstract class Function : Datum;
