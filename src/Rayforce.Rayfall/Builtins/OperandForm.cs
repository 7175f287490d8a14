namespace Rayforce.Rayfall.Builtins;

/// <summary>How the operands of an operation come: native's result types differ by it.</summary>
internal enum OperandForm
{
    Atoms,
    AtomAndVector,
    VectorAndAtom,
    Vectors,

    /// <summary>Columns of a query, or one and a constant.</summary>
    Query,
}
