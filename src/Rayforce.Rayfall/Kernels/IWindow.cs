namespace Rayforce.Rayfall.Kernels;

/// <summary>A function of a moving window: what it knows of the elements in it.</summary>
internal interface IWindow<TNumber, TResult>
{
    /// <summary>The result over the elements in the window.</summary>
    TResult Result { get; }

    /// <summary>Takes the element that comes into the window.</summary>
    void Enter(TNumber element, bool isNull);

    /// <summary>Lets go of the element that leaves it.</summary>
    void Leave(TNumber element, bool isNull);
}
