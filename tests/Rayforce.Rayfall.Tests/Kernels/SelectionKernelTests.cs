using CsCheck;
using Rayforce.Rayfall.Kernels;

namespace Rayforce.Rayfall.Tests.Kernels;

public class SelectionKernelTests
{
    [Fact]
    public void Keeps_the_numbers_of_the_rows_that_hold()
    {
        Gen.Select(Gen.Byte[0, 1].Array[0, 200], Gen.Int[0, 1000]).Sample((truths, start) =>
        {
            var expected = Enumerable.Range(0, truths.Length).Where(i => truths[i] != 0).Select(i => start + i);
            var target = new int[truths.Length];
            var count = SelectionKernel.Rows(truths, start, target);
            Assert.Equal(expected, target.Take(count));
        });
    }

    [Fact]
    public void Keeps_chosen_rows_where_they_lie()
    {
        Gen.Byte[0, 1].Array[0, 200].Sample(truths =>
        {
            var rows = Enumerable.Range(0, truths.Length).Select(i => 3 * i + 1).ToArray();
            var expected = rows.Where((_, i) => truths[i] != 0).ToArray();
            var count = SelectionKernel.Rows(truths, rows, rows);
            Assert.Equal(expected, rows.Take(count));
        });
    }
}
