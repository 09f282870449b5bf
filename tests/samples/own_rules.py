"""Rules for electronic invoices, as the official ones are written."""

RULES = """\
<xsl:stylesheet version="2.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:svrl="http://purl.oclc.org/dsdl/svrl"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <xsl:template match="/">
    <svrl:schematron-output>
      <xsl:if test="//cbc:ID[starts-with(., '2026')]">
        <svrl:successful-report id="F-1" location="/*">
          <svrl:text>the number begins with a year</svrl:text>
        </svrl:successful-report>
      </xsl:if>
      <xsl:if test="not(//cbc:UUID)">
        <svrl:failed-assert id="R-1" flag="warning" location="/*">
          <svrl:text>there is no UUID</svrl:text>
        </svrl:failed-assert>
      </xsl:if>
    </svrl:schematron-output>
  </xsl:template>
</xsl:stylesheet>
"""
