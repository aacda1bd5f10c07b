using System.Text;
using LlmWiki.Storage;

namespace LlmWiki.Tests.Storage;

public sealed class PdfToolTests
{
    private const string Pdf = """
        %PDF-1.4
        1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
        2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
        3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj
        4 0 obj <</Length 41>> stream
        BT /F 12 Tf 20 50 Td (Hello bicycle) Tj ET
        endstream endobj
        5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
        trailer <</Root 1 0 R>>
        """;

    private static byte[] Read(byte[] pdf)
    {
        var read = PdfTool.Find();
        Assert.SkipWhen(read is null, "pdftotext is not installed");
        return read(pdf, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Words_come_with_their_boxes()
    {
        var xhtml = Encoding.UTF8.GetString(Read(Encoding.ASCII.GetBytes(Pdf)));
        xhtml.ShouldContain("<word xMin=");
        xhtml.ShouldContain(">bicycle</word>");
    }

    [Fact]
    public void A_large_input_and_output_do_not_block_each_other()
    {
        var padding = Enumerable.Repeat((byte)'\n', 3_000_000).ToArray();
        Encoding.UTF8.GetString(Read([.. Encoding.ASCII.GetBytes(Pdf), .. padding])).ShouldContain("bicycle");
    }

    [Fact]
    public void What_is_no_pdf_is_told_in_the_words_of_the_program() =>
        Should.Throw<WikiException>(() => Read("no pdf at all"u8.ToArray())).Message.ShouldStartWith("pdftotext could not read the PDF: ");

    [Fact]
    public void An_encrypted_pdf_is_told_so()
    {
        var encrypted = Pdf.Replace("/Root 1 0 R", "/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
            + new string('0', 64) + ">/U<" + new string('0', 64) + ">>>", StringComparison.Ordinal);
        Should.Throw<WikiException>(() => Read(Encoding.ASCII.GetBytes(encrypted))).Message.ShouldBe("the PDF is encrypted");
    }

    [Fact]
    public void A_program_that_does_not_end_is_stopped()
    {
        Assert.SkipUnless(File.Exists("/bin/sleep"), "no sleep");
        var start = new ChildStart("/bin/sleep", ["30"], Path.GetTempPath()) { Limit = TimeSpan.FromMilliseconds(100) };
        ChildProcess.Run(start, TestContext.Current.CancellationToken).TimedOut.ShouldBeTrue();
        using var cancel = new CancellationTokenSource(100);
        Should.Throw<OperationCanceledException>(() => ChildProcess.Run(start with { Limit = TimeSpan.FromSeconds(9) }, cancel.Token));
    }
}
