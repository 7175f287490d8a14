using System.Numerics;

namespace Rayforce.Rayfall.Kernels;

/// <summary>An operation on two numbers of one type.</summary>
internal interface IArithmetic<T>
    where T : unmanaged
{
    /// <summary>Whether the vector form is there; otherwise only the scalar one is asked.</summary>
    static virtual bool HasVectorForm => true;

    /// <summary>Whether a null can come of two integers that are none.</summary>
    static virtual bool MakesNulls => false;

    /// <summary>Whether the null that comes of two floats that are none is marked as one where it is an atom.</summary>
    static virtual bool MarksNulls => true;

    /// <summary>Whether nulls are operands like any others; otherwise a null makes the result null.</summary>
    static virtual bool TakesNulls => false;

    static abstract T Invoke(T left, T right);

    static virtual Vector<T> Invoke(Vector<T> left, Vector<T> right) => throw new NotSupportedException();
}
