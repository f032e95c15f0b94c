using System;
using System.Text;
using NanoCharger.Backend.Ocpp;
using Xunit;

namespace NanoCharger.Backend.Tests
{
    /// <summary>What the lanes do with each frame, and what it costs in bytes, which can be counted.</summary>
    public sealed class FrameReadingTests
    {
        /// <summary>A frame is read where it stands: what is allocated is what its fields become, and the three forms of the document among them (text, bytes, key) are most of that.</summary>
        [Fact]
        public void A_signed_frame_is_read_with_five_thousand_bytes()
        {
            const int rounds = 100;
            using DocumentMaker maker = new();
            byte[] bytes = Encoding.UTF8.GetBytes(maker.Ended("T1", 2));
            Read(bytes);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int round = 0; round < rounds; round++)
            {
                Read(bytes);
            }

            Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / rounds, 1, 5_000);
        }

        [Theory]
        [InlineData("QUJD", true)]
        [InlineData("QUI=", true)]
        [InlineData("QQ==", true)]
        [InlineData("QUJ=", false)] // bits beyond the last byte
        [InlineData("QR==", false)]
        [InlineData("QU JD", false)]
        [InlineData("QUJD    ", false)]
        [InlineData("QUJDQQ==    ", false)]
        [InlineData("QQ", false)]
        [InlineData("QQ=", false)]
        [InlineData("====", false)]
        [InlineData("QUJDQQ==QUJD", false)]
        [InlineData("QU-_", false)]
        public void Base64_has_one_form(string text, bool sound)
        {
            string frame = Said.Event("T1", 0, "Started", 5, "ABC", "").Replace(Convert.ToBase64String("ABC"u8), text, StringComparison.Ordinal);
            if (sound)
            {
                Assert.Equal(Convert.FromBase64String(text), Read(Encoding.UTF8.GetBytes(frame)).Signed!.Document);
            }
            else
            {
                Assert.Equal("signedMeterData is not base64", Assert.Throws<OcppViolation>(() => Read(Encoding.UTF8.GetBytes(frame))).Message);
            }
        }

        private static TransactionEvent Read(byte[] bytes)
        {
            using OcppFrame frame = OcppFrame.Read(bytes);
            return TransactionEvent.Read("bay", frame.Payload);
        }
    }
}
