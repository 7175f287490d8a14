namespace Rayforce.Rayfall.Kernels;

/// <summary>A running function: what it knows of the elements so far.</summary>
internal interface IStep<TNumber, TResult>
{
    /// <summary>Takes the next element, and gives the result up to it.</summary>
    TResult Next(TNumber element, bool isNull);
}
