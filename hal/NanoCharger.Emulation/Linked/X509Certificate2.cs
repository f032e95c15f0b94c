using NanoCharger.Emulation;

namespace System.Security.Cryptography.X509Certificates
{
    /// <summary>Stands in for the device's class of that name: the native parser takes PEM only with the 0 behind it, and a key it knows.</summary>
    internal sealed class X509Certificate2 : DeviceCertificate
    {
        public X509Certificate2()
        {
        }

        public X509Certificate2(byte[] rawData)
        {
            Pem = DeviceCertificates.CheckPem(rawData);
        }

        public X509Certificate2(byte[] rawData, byte[] key, string password)
        {
            Pem = DeviceCertificates.CheckPem(rawData);
            Key = DeviceCertificates.CheckKey(key);
        }
    }
}
